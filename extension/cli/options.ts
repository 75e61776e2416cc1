import { parseArgs } from "node:util";
import { LabError } from "../common/lab-error.ts";
import { type Language, type Localized, languages } from "../common/language.ts";
import { nearest } from "../common/nearest.ts";
import { type AppName, appNames, type EngineChoice, engineNames } from "../stack/stack.ts";

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
  /** Agreed beforehand to what `attach` asks. */
  readonly yes: boolean;
  /** Remove from the attached servers what the lab made there; nothing else is done then. */
  readonly drop: boolean;
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
  yes: { type: "boolean" },
  drop: { type: "boolean" },
  list: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

const engineChoices: readonly EngineChoice[] = ["auto", ...engineNames];

/** @throws LabError `usage` */
export function readOptions(argv: readonly string[]): CliOptions {
  const { values, positionals } = parse(argv);
  if (positionals.length > 1) {
    throw usage({
      en: `One notebook at a time; got ${positionals.length}: ${positionals.join(", ")}.`,
      ru: `За один запуск — один файл занятия, а указано ${positionals.length}: ${positionals.join(", ")}.`,
    });
  }
  const only = values.only
    ?.split(",")
    .map((step) => step.trim())
    .filter((step) => step !== "");
  if (only?.length === 0) throw valueMissing("--only");
  const beside = ["engine", "app", "only", "json", "report", "list", "yes", "drop"] as const;
  if (values.verify !== undefined && (positionals.length > 0 || beside.some((name) => name in values))) {
    throw usage({
      en: "--verify checks one report and runs nothing, so it stands alone (--lang may stand beside it).",
      ru: "--verify проверяет один отчёт и ничего не выполняет, поэтому указывается отдельно (вместе с ним можно указать только --lang).",
    });
  }
  const engine = oneOf("--engine", values.engine ?? "auto", engineChoices);
  if (engine !== "attach" && (values.drop || values.yes)) {
    throw usage({
      en: "--yes and --drop are for servers that exist: they stand beside --engine attach.",
      ru: "--yes и --drop относятся к уже существующим серверам: они указываются вместе с --engine attach.",
    });
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
    yes: values.yes ?? false,
    drop: values.drop ?? false,
    list: values.list ?? false,
    help: values.help ?? false,
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], allowPositionals: true, options });
  } catch (error) {
    throw misread(error);
  }
}

/** The parser's complaints, which are English and long, in our words. */
function misread(error: unknown): LabError {
  const message = error instanceof Error ? error.message : String(error);
  const [, option = ""] = /['"](-[^\s'"]+)/.exec(message) ?? [];
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ERR_PARSE_ARGS_UNKNOWN_OPTION") return unknownOption(option);
  if (code !== "ERR_PARSE_ARGS_INVALID_OPTION_VALUE") return usage({ en: message, ru: message });
  return message.includes("does not take") ? valueNotTaken(option) : valueMissing(option);
}

function unknownOption(option: string): LabError {
  const meant = nearest(
    option,
    Object.keys(options).map((name) => `--${name}`),
  );
  return usage({
    en: `There is no option ${option}.${meant ? ` Did you mean ${meant}?` : ""}`,
    ru: `Параметра ${option} нет.${meant ? ` Возможно, ${meant}?` : ""}`,
  });
}

const valueMissing = (option: string) =>
  usage({ en: `${option} lacks its value.`, ru: `После ${option} не указано значение.` });

const valueNotTaken = (option: string) =>
  usage({ en: `${option} takes no value.`, ru: `Параметр ${option} указывается без значения.` });

function oneOf<T extends string>(option: string, value: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === value);
  if (found) return found;
  const meant = nearest(value, choices);
  throw usage({
    en: `${option} is ${choices.join(", ")}, not “${value}”.${meant ? ` Did you mean ${meant}?` : ""}`,
    ru: `${option} — это ${choices.join(", ")}, а не «${value}».${meant ? ` Возможно, ${meant}?` : ""}`,
  });
}

export const usage = (what: Localized) =>
  new LabError("usage", what, {
    en: "See npm run lab -- --help.",
    ru: "Подробнее: npm run lab -- --help.",
  });
