import { readFile } from "node:fs/promises";
import path from "node:path";
import { actions } from "../actions/index.ts";
import { Session } from "../actions/session.ts";
import { findFolders } from "../actions/stack-folder.ts";
import type { Language } from "../common/language.ts";
import { interpretCell } from "../document/cell.ts";
import type { Cell, LabDocument } from "../document/document.ts";
import { decodeLab } from "../document/encoding.ts";
import { parseLab } from "../document/parse.ts";
import type { CellOutcome } from "../report/json-report.ts";
import { attachmentOf } from "./attach.ts";
import { cliError } from "./errors.ts";
import { distFolder, storageFolder } from "./folders.ts";
import type { CliOptions } from "./options.ts";
import { runNotebook, type Watcher } from "./run-notebook.ts";
import type { Screen } from "./screen.ts";

/** By it a process that has put this one behind a fence says that the code of the app is a stranger's. */
export const fencedVariable = "SURGE_LAB_FENCED";

/** A notebook that can run: every cell of it has been read. */
export interface LabFile {
  readonly file: string;
  readonly lab: LabDocument;
}

/** Reads the notebook and checks every cell of it before anything runs. @throws LabError */
export async function readLab(file: string): Promise<LabFile> {
  const bytes = await readFile(file).catch((error) => {
    throw cliError("notebook-unreadable", { file, error }, { cause: error });
  });
  const lab = parseLab(decodeLab(bytes));
  const cells = cellsOf(lab);
  if (cells.length === 0) throw cliError("no-cells", { file });
  for (const cell of cells) if (cell.language === "yaml") interpretCell(cell, actions);
  return { file, lab };
}

export const cellsOf = ({ parts }: LabDocument): readonly Cell[] =>
  parts.filter((part) => part.kind === "cell");

/** What a run in a terminal has in addition to its notebook. */
export interface Terminal {
  readonly screen: Screen;
  readonly language: Language;
  readonly signal: AbortSignal;
}

/**
 * Runs the wanted cells on a stack of their own, which is gone afterwards.
 * @throws AbortError when the signal fires
 */
export async function runLab(
  { file, lab }: LabFile,
  isWanted: (cell: Cell) => boolean,
  options: Pick<CliOptions, "engine" | "app" | "yes" | "superuser" | "report">,
  {
    screen,
    language,
    signal,
  }: Omit<Terminal, "screen"> & { readonly screen: Pick<Screen, "progress" | "line"> },
  watcher: Watcher,
): Promise<CellOutcome[]> {
  const fenced = process.env[fencedVariable] === "1";
  const session = new Session({
    engine: options.engine,
    app: options.app,
    ...(await findFolders(file, path.join(distFolder, "..", "lab-stack"))),
    storageFolder: storageFolder(),
    distFolder,
    keepData: false,
    fenced,
    calibrates: options.report !== undefined && !fenced,
    attachment: attachmentOf(options, language, signal),
  });
  const context = {
    session,
    language,
    signal,
    progress: (update: Parameters<Screen["progress"]>[0]) => screen.progress(update),
    confirmSuperuser: async () => options.superuser,
    // A run in a terminal has been asked for, so it only says what is downloaded.
    confirmDownload: async (what: Record<Language, string>) => {
      screen.line(what[language]);
      return true;
    },
  };
  try {
    return await runNotebook(lab, isWanted, context, watcher);
  } finally {
    await session.stop();
  }
}
