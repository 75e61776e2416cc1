import path from "node:path";
import { wantsSuperuser } from "./actions/statements/superuser.ts";
import { drop, requireConsent } from "./cli/attach.ts";
import { closing, isLacking } from "./cli/closing.ts";
import { cliError } from "./cli/errors.ts";
import { ownNotebook, ownNotebooks } from "./cli/folders.ts";
import { grade } from "./cli/grade/grade.ts";
import { help } from "./cli/help.ts";
import { cellsOf, type LabFile, readLab, runLab, type Terminal } from "./cli/lab-run.ts";
import { narrator } from "./cli/narrator.ts";
import { type CliOptions, readOptions } from "./cli/options.ts";
import { rehearse } from "./cli/rehearse.ts";
import { requireWritable, verify, writeReports } from "./cli/reports.ts";
import { print, Screen } from "./cli/screen.ts";
import { words } from "./cli/words.ts";
import { explain, isAbort, LabError } from "./common/lab-error.ts";
import { type Language, languageOf } from "./common/language.ts";
import { nearest } from "./common/nearest.ts";
import { notebookLanguage } from "./common/notebook-language.ts";
import { actionName } from "./document/cell.ts";
import type { Cell } from "./document/document.ts";

const exit = { ok: 0, notAsExpected: 1, usage: 2, interrupted: 130 } as const;

const userLanguage = languageOf(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG);

// Without listeners, a reader that goes away (`| head`) ends Node at once, with a stack trace and no clean-up.
for (const out of [process.stdout, process.stderr]) out.on("error", () => {});

process.exitCode = await main(process.argv.slice(2));

async function main(argv: readonly string[]): Promise<number> {
  let language: Language = userLanguage;
  try {
    const options = readOptions(argv);
    language = options.language ?? notebookLanguage(options.file) ?? userLanguage;
    if (options.help) {
      print(help(language));
      return exit.ok;
    }
    if (options.verify !== undefined) {
      const agrees = await verify(options.verify, language, print);
      return agrees ? exit.ok : exit.notAsExpected;
    }
    if (options.grade !== undefined) return await gradeAll(options.grade, language, options);
    if (options.engine === "attach" && !options.list) requireConsent(options);
    if (options.drop) {
      await drop(options, language);
      return exit.ok;
    }
    if (options.rehearse) return await rehearseAll(language, options);
    const lab = await readLab(path.resolve(options.file ?? ownNotebook(language)));
    const cells = selectCells(lab, options.only);
    if (options.list) {
      list(cells);
      return exit.ok;
    }
    requireSuperuserFlag(cells, options);
    for (const report of [options.json, options.report]) if (report) await requireWritable(report);
    return await run(lab, cells, language, options);
  } catch (error) {
    print(explain(error, language), process.stderr);
    return error instanceof LabError ? exit.usage : exit.notAsExpected;
  }
}

function selectCells({ lab }: LabFile, only: readonly string[] | undefined): readonly Cell[] {
  const cells = cellsOf(lab);
  if (!only) return cells;
  const steps = cells.flatMap(({ step }) => step ?? []);
  const missing = only.filter((step) => !steps.includes(step));
  if (missing.length > 0) {
    const meant = nearest(missing[0] ?? "", steps);
    throw cliError("step-not-found", { missing: missing.join(", "), meant, steps: steps.join(", ") });
  }
  return cells.filter(({ step }) => step !== undefined && only.includes(step));
}

/** Nobody is asked in the middle of a run. @throws LabError */
function requireSuperuserFlag(cells: readonly Cell[], { superuser }: CliOptions): void {
  const wanting = cells.filter(wantsSuperuser);
  if (superuser || wanting.length === 0) return;
  const steps = wanting.map(({ step, line }) => step ?? `:${line}`).join(", ");
  throw cliError("superuser-not-allowed", { steps });
}

function list(cells: readonly Cell[]): void {
  for (const cell of cells) print(`${(cell.step ?? "-").padEnd(24)} ${actionName(cell)}`);
}

async function run(
  lab: LabFile,
  wanted: readonly Cell[],
  language: Language,
  options: CliOptions,
): Promise<number> {
  return await inTerminal(language, async (terminal) => {
    const { screen, signal } = terminal;
    const isWanted = (cell: Cell) => wanted.includes(cell);
    const outcomes = await runLab(lab, isWanted, options, terminal, narrator(screen, language));
    await writeReports({ json: options.json, html: options.report }, lab, outcomes, language);
    signal.throwIfAborted();
    screen.line(`\n${closing(outcomes, isWanted, language)}`);
    const good = outcomes.every(
      (outcome) => outcome.status === "ok" || isLacking(outcome) || !isWanted(outcome.cell),
    );
    return good ? exit.ok : exit.notAsExpected;
  });
}

async function rehearseAll(language: Language, options: CliOptions): Promise<number> {
  const files = options.file ? [path.resolve(options.file)] : await ownNotebooks(language);
  const labs = await Promise.all(files.map(readLab));
  for (const lab of labs) requireSuperuserFlag(cellsOf(lab.lab), options);
  return await inTerminal(language, async (terminal) => {
    const asExpected = await rehearse(labs, options, terminal);
    return asExpected ? exit.ok : exit.notAsExpected;
  });
}

async function gradeAll(folder: string, language: Language, options: CliOptions): Promise<number> {
  const out = new Screen(process.stdout, language, process.env);
  const work = async (terminal: Terminal) => {
    const isJudged = await grade({ folder, ...options }, terminal, out);
    return isJudged ? exit.ok : exit.notAsExpected;
  };
  return await inTerminal(language, work, process.stderr);
}

/** What Ctrl+C does: the work ends in order, and the terminal says so. */
async function inTerminal(
  language: Language,
  work: (terminal: Terminal) => Promise<number>,
  shownOn: NodeJS.WriteStream = process.stdout,
): Promise<number> {
  const screen = new Screen(shownOn, language, process.env);
  const { signal, forget } = stopOnSignals();
  try {
    return await work({ screen, language, signal });
  } catch (error) {
    if (!isAbort(error) || !signal.aborted) throw error;
    screen.line(words[language].stopped);
    return exit.interrupted;
  } finally {
    forget();
  }
}

/** Ctrl+C, SIGTERM, a closed terminal and a pipe whose reader has gone end the lab in order; a second Ctrl+C ends at once. */
function stopOnSignals(): { signal: AbortSignal; forget: () => void } {
  const controller = new AbortController();
  const stop = () => {
    if (controller.signal.aborted) process.exit(exit.interrupted);
    controller.abort();
  };
  // When nothing reads the output any more, the lab ends in order, too.
  process.stdout.once("error", () => controller.abort());
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const name of signals) process.on(name, stop);
  return {
    signal: controller.signal,
    forget: () => {
      for (const name of signals) process.off(name, stop);
    },
  };
}
