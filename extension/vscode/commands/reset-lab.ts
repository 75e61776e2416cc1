import { posix } from "node:path";
import * as vscode from "vscode";
import { isTrusted } from "../consent.ts";
import { editorWords } from "../editor-language.ts";
import type { OpenLab, OpenLabs } from "../open-labs.ts";
import { registerCommand } from "../register-command.ts";
import { forgetKept } from "../results/keep-outcome.ts";
import { exportReport } from "./export-report.ts";
import { runAction } from "./stack.ts";

export function registerResetLab(context: vscode.ExtensionContext, labs: OpenLabs): vscode.Disposable {
  return registerCommand("resetLab", async (answers) => {
    if (!isTrusted()) return undefined;
    const lab = await labs.current();
    const notebooks = await withResults(await labs.notebooksOf(lab));
    // A test gives the answer; a student is asked.
    if (Object(answers).isSure !== true && !(await mayReset(context, notebooks))) return undefined;
    await lab.queue.cancelAll();
    const said = await resetCounters(lab);
    await clearOutputs(notebooks);
    await forgetKept(notebooks);
    void vscode.window.showInformationMessage(said);
    return said;
  });
}

/** Results that are shown, or that are kept and were cleared by hand. */
async function withResults(
  notebooks: readonly vscode.NotebookDocument[],
): Promise<vscode.NotebookDocument[]> {
  const { hasResults } = await import("../on-demand.ts");
  const found = await Promise.all(
    notebooks.map(async (notebook) => hasOutput(notebook) || hasResults(notebook.uri.fsPath)),
  );
  return notebooks.filter((_, index) => found[index]);
}

/** Asks, and offers the report of what will be gone. One that is not saved after all keeps the results. */
async function mayReset(
  context: vscode.ExtensionContext,
  notebooks: readonly vscode.NotebookDocument[],
): Promise<boolean> {
  const { ask, detail, reset, reportFirst } = editorWords().resetting;
  const names = notebooks.map(({ uri }) => posix.basename(uri.path)).join(", ");
  const options = { modal: true, detail: detail(names) };
  const choices = notebooks.length > 0 ? [reset, reportFirst] : [reset];
  const choice = await vscode.window.showWarningMessage(ask, options, ...choices);
  if (choice !== reportFirst) return choice === reset;
  for (const notebook of notebooks) if (!(await exportReport(context, notebook))) return false;
  return true;
}

/** @returns what to tell the student. @throws LabError when the counters are not at zero afterwards. */
async function resetCounters(lab: OpenLab): Promise<string> {
  if (lab.session.state === "running") return runAction(lab, "reset");
  lab.session.forget();
  return editorWords().reset;
}

/** VS Code's own command leaves the file clean, but knows only the notebook in front. */
async function clearOutputs(notebooks: readonly vscode.NotebookDocument[]): Promise<void> {
  const front = vscode.window.activeNotebookEditor?.notebook;
  const full = notebooks.filter(hasOutput);
  const inOrder = [
    ...full.filter((notebook) => notebook !== front),
    ...full.filter((notebook) => notebook === front),
  ];
  for (const notebook of inOrder) {
    await vscode.window.showNotebookDocument(notebook);
    await vscode.commands.executeCommand("notebook.clearAllCellsOutputs");
  }
}

function hasOutput(notebook: vscode.NotebookDocument): boolean {
  return notebook.getCells().some(({ outputs }) => outputs.length > 0);
}
