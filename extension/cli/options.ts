import { parseArgs } from "node:util";
import type { LabError } from "../common/lab-error.ts";
import { type Language, languages } from "../common/language.ts";
import { nearest } from "../common/nearest.ts";
import { type AppName, appNames, type EngineChoice, engineNames } from "../stack/stack.ts";
import { cliError } from "./errors.ts";
import type { words } from "./words.ts";

export interface CliOptions {
  /** The notebook; undefined: the lab's own, in the user's language. */
  readonly file: string | undefined;
  readonly engine: EngineChoice;
  /** The app that a start takes that does not say. */
  readonly app: AppName;
  readonly language: Language | undefined;
  /** Steps to run; undefined: all of them. */
  readonly only: readonly string[] | undefined;
  readonly json: string | undefined;
  /** Where to write the report in HTML. */
  readonly report: string | undefined;
  /** The report in HTML to check; nothing else is done then. */
  readonly verify: string | undefined;
  /** The folder with the reports of a class to grade; nothing else is done then. */
  readonly grade: string | undefined;
  /** With `grade`: where to write the points. */
  readonly csv: string | undefined;
  /** With `grade`: where to write the page about the class. */
  readonly html: string | undefined;
  /** With `grade`: agreed beforehand that students' code runs with the rights of who grades. */
  readonly unfenced: boolean;
  /** With `grade`: check also what was judged here before. */
  readonly anew: boolean;
  /** Agreed beforehand to what `attach` asks. */
  readonly yes: boolean;
  /** Remove from the attached servers what the lab made there; nothing else is done then. */
  readonly drop: boolean;
  /** Agreed beforehand to SQL cells that run as superuser. */
  readonly superuser: boolean;
  /** Run every notebook of the lab, or the one that is named, and say of each whether it went as expected. */
  readonly rehearse: boolean;
  readonly list: boolean;
  readonly help: boolean;
}

const options = {
  engine: { type: "string" },
  app: { type: "string" },
  lang: { type: "string" },
  only: { type: "string" },
  json: { type: "string" },
  report: { type: "string" },
  verify: { type: "string" },
  grade: { type: "string" },
  csv: { type: "string" },
  html: { type: "string" },
  unfenced: { type: "boolean" },
  anew: { type: "boolean" },
  yes: { type: "boolean" },
  drop: { type: "boolean" },
  superuser: { type: "boolean" },
  rehearse: { type: "boolean" },
  list: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

const engineChoices: readonly EngineChoice[] = ["auto", ...engineNames];

/** @throws LabError `usage` */
export function readOptions(argv: readonly string[]): CliOptions {
  const { values, positionals } = parse(argv);
  if (positionals.length > 1) {
    throw usage(({ oneNotebook }) => oneNotebook(positionals.length, positionals.join(", ")));
  }
  const only = values.only
    ?.split(",")
    .map((step) => step.trim())
    .filter((step) => step !== "");
  if (only?.length === 0) throw usage(({ valueMissing }) => valueMissing("--only"));
  requireAlone(values, positionals);
  const narrower = ["only", "json", "report", "list"] as const;
  if (values.rehearse && narrower.some((name) => name in values)) {
    throw usage(({ rehearseWhole }) => rehearseWhole);
  }
  const engine = oneOf("--engine", values.engine ?? "auto", engineChoices);
  if (engine !== "attach" && (values.drop || values.yes)) {
    throw usage(({ attachOnly }) => attachOnly);
  }
  return {
    file: positionals[0],
    engine,
    app: oneOf("--app", values.app ?? "node", appNames),
    language: values.lang === undefined ? undefined : oneOf("--lang", values.lang, languages),
    only,
    json: values.json,
    report: values.report,
    verify: values.verify,
    grade: values.grade,
    csv: values.csv,
    html: values.html,
    unfenced: values.unfenced ?? false,
    anew: values.anew ?? false,
    yes: values.yes ?? false,
    drop: values.drop ?? false,
    superuser: values.superuser ?? false,
    rehearse: values.rehearse ?? false,
    list: values.list ?? false,
    help: values.help ?? false,
  };
}

const gradeOnly = ["csv", "html", "unfenced", "anew"] as const;

/** What does something else than run a notebook takes few other options. @throws LabError `usage` */
function requireAlone(values: ReturnType<typeof parse>["values"], positionals: readonly string[]): void {
  const given = Object.keys(values).filter((name) => name !== "lang");
  const isAlone = (name: string, beside: readonly string[] = []) =>
    positionals.length === 0 && given.every((one) => one === name || beside.includes(one));
  if (values.verify !== undefined && !isAlone("verify")) throw usage(({ verifyAlone }) => verifyAlone);
  if (values.grade !== undefined && !isAlone("grade", gradeOnly)) throw usage(({ gradeAlone }) => gradeAlone);
  if (values.grade === undefined && gradeOnly.some((name) => name in values)) {
    throw usage(({ gradeFirst }) => gradeFirst);
  }
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], allowPositionals: true, options });
  } catch (error) {
    throw misread(error);
  }
}

/** The parser's messages, which are English and long, in our words. */
function misread(error: unknown): LabError {
  const message = error instanceof Error ? error.message : String(error);
  const [, option = ""] = /['"](-[^\s'"]+)/.exec(message) ?? [];
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ERR_PARSE_ARGS_UNKNOWN_OPTION") {
    const names = Object.keys(options).map((name) => `--${name}`);
    return usage(({ unknownOption }) => unknownOption(option, nearest(option, names)));
  }
  if (code !== "ERR_PARSE_ARGS_INVALID_OPTION_VALUE") return usage(() => message);
  return message.includes("does not take")
    ? usage(({ valueNotTaken }) => valueNotTaken(option))
    : usage(({ valueMissing }) => valueMissing(option));
}

function oneOf<T extends string>(option: string, value: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === value);
  if (found) return found;
  throw usage(({ notAChoice }) => notAChoice(option, value, choices.join(", "), nearest(value, choices)));
}

const usage = (say: (mistakes: (typeof words)[Language]["usage"]) => string) => cliError("usage", { say });
