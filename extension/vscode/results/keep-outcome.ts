import * as vscode from "vscode";
import { explain } from "../../common/lab-error.ts";
import type { KeptResult } from "../../report/kept/kept-result.ts";
import { stepOf } from "../notebook/notebook-serializer.ts";

const kept = new vscode.EventEmitter<void>();
/** The kept results of a notebook have changed. */
export const onDidKeep = kept.event;

/** One after another, so that an older result never replaces a newer one. */
let working: Promise<void> = Promise.resolve();

/**
 * Keeps the result in the lab's folder, while the cell goes on. A step without a name keeps none: after an edit nothing
 * would tell which cell it belongs to.
 */
export function keepOutcome(cell: vscode.NotebookCell, result: KeptResult): void {
  const { notebook } = cell;
  const step = stepOf(cell);
  if (notebook.uri.scheme !== "file") return;
  const file = notebook.uri.fsPath;
  void inTurn(async () => {
    const { hasResults, keepResult, savePage } = await import("../on-demand.ts");
    if (step !== undefined) await keepResult(file, step, result);
    // A cell without a name may have asked for a hint.
    else if (!(await hasResults(file))) return;
    await savePage(notebook);
  });
}

/** The results of these notebooks are gone. */
export function forgetKept(notebooks: readonly vscode.NotebookDocument[]): Promise<void> {
  return inTurn(async () => {
    const { forgetResults, savePage } = await import("../on-demand.ts");
    for (const notebook of notebooks.filter(({ uri }) => uri.scheme === "file")) {
      await forgetResults(notebook.uri.fsPath);
      await savePage(notebook);
    }
  });
}

/** A full disk, or a folder that may only be read, is no reason to stop the lab. */
function inTurn(work: () => Promise<void>): Promise<void> {
  working = working
    .then(work)
    .catch((error: unknown) => logRefusal("results", error))
    .finally(() => kept.fire());
  return working;
}

const logged = new Set<string>();

/** In the log of the extension host: one line for a file that was passed over, however often it is met. */
export function logRefusal(file: string, why: unknown): void {
  const line = `Surge Lab: ${file}: ${explain(why, "en").replaceAll(/\s+/g, " ").slice(0, 300)}`;
  if (!logged.has(line)) console.warn(line);
  logged.add(line);
}
