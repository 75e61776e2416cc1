import { readFile } from "node:fs/promises";
import path from "node:path";
import { actions } from "./actions/index.ts";
import { Session } from "./actions/session.ts";
import { findFolders } from "./actions/stack-folder.ts";
import { wantsSuperuser } from "./actions/statements/superuser.ts";
import { attachmentOf, drop, requireConsent } from "./cli/attach.ts";
import { closing, isLacking } from "./cli/closing.ts";
import { cliError } from "./cli/errors.ts";
import { distFolder, ownNotebook, storageFolder } from "./cli/folders.ts";
import { help } from "./cli/help.ts";
import { narrator } from "./cli/narrator.ts";
import { type CliOptions, readOptions } from "./cli/options.ts";
import { requireWritable, verify, writeHtml, writeJson } from "./cli/reports.ts";
import { runNotebook } from "./cli/run-notebook.ts";
import { print, Screen } from "./cli/screen.ts";
import { words } from "./cli/words.ts";
import { explain, isAbort, LabError } from "./common/lab-error.ts";
import { type Language, languageOf } from "./common/language.ts";
import { nearest } from "./common/nearest.ts";
import { notebookLanguage } from "./common/notebook-language.ts";
import { actionName, interpretCell } from "./document/cell.ts";
import type { Cell, LabDocument } from "./document/document.ts";
import { decodeLab } from "./document/encoding.ts";
import { parseLab } from "./document/parse.ts";

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
    if (options.engine === "attach" && !options.list) requireConsent(options);
    if (options.drop) {
      await drop(options, language);
      return exit.ok;
    }
    const file = path.resolve(options.file ?? ownNotebook(language));
    const lab = await readLab(file);
    const cells = selectCells(lab, options.only);
    if (cells.length === 0) throw cliError("no-cells", { file });
    if (options.list) {
      list(cells);
      return exit.ok;
    }
    requireSuperuserFlag(cells, options);
    for (const report of [options.json, options.report]) if (report) await requireWritable(report);
    return await run(file, lab, cells, language, options);
  } catch (error) {
    print(explain(error, language), process.stderr);
    return error instanceof LabError ? exit.usage : exit.notAsExpected;
  }
}

/** Reads the notebook and checks every cell of it before anything runs. @throws LabError */
async function readLab(file: string): Promise<LabDocument> {
  const bytes = await readFile(file).catch((error) => {
    throw cliError("notebook-unreadable", { file, error }, { cause: error });
  });
  const lab = parseLab(decodeLab(bytes));
  for (const part of lab.parts) {
    if (part.kind === "cell" && part.language === "yaml") interpretCell(part, actions);
  }
  return lab;
}

function selectCells({ parts }: LabDocument, only: readonly string[] | undefined): readonly Cell[] {
  const cells = parts.filter((part) => part.kind === "cell");
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
  file: string,
  lab: LabDocument,
  wanted: readonly Cell[],
  language: Language,
  options: CliOptions,
): Promise<number> {
  const screen = new Screen(process.stdout, language, process.env);
  const stopping = stopOnSignals();
  const session = new Session({
    engine: options.engine,
    app: options.app,
    ...(await findFolders(file, path.join(distFolder, "..", "lab-stack"))),
    storageFolder: storageFolder(),
    distFolder,
    keepData: false,
    attachment: attachmentOf(options, language, stopping.signal),
  });
  const context = {
    session,
    language,
    signal: stopping.signal,
    progress: (update: Parameters<Screen["progress"]>[0]) => screen.progress(update),
    confirmSuperuser: async () => options.superuser,
    // A run in a terminal has been asked for, so it only says what is downloaded.
    confirmDownload: async (what: Record<Language, string>) => {
      screen.line(what[language]);
      return true;
    },
  };
  try {
    const outcomes = await runNotebook(
      lab,
      (cell) => wanted.includes(cell),
      context,
      narrator(screen, language),
    );
    if (options.json) await writeJson(options.json, file, outcomes);
    if (options.report) await writeHtml(options.report, file, lab, outcomes, language);
    stopping.signal.throwIfAborted();
    screen.line(`\n${closing(outcomes, (cell) => wanted.includes(cell), language)}`);
    const good = outcomes.every(
      (outcome) => outcome.status === "ok" || isLacking(outcome) || !wanted.includes(outcome.cell),
    );
    return good ? exit.ok : exit.notAsExpected;
  } catch (error) {
    if (!isAbort(error) || !stopping.signal.aborted) throw error;
    await session.stop();
    screen.line(words[language].stopped);
    return exit.interrupted;
  } finally {
    await session.stop();
    stopping.forget();
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
