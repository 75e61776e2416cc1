import * as vscode from "vscode";
import { isTrusted } from "../consent.ts";
import { editorWords } from "../editor-language.ts";
import type { OpenLab, OpenLabs } from "../open-labs.ts";
import { registerCommand } from "../register-command.ts";
import { runAction } from "./stack.ts";

export function registerResetLab(labs: OpenLabs): vscode.Disposable {
  return registerCommand("resetLab", async () => {
    if (!isTrusted()) return undefined;
    const lab = await labs.current();
    await lab.queue.cancelAll();
    const said = await resetCounters(lab);
    await clearOutputs(labs.notebooksOf(lab));
    void vscode.window.showInformationMessage(said);
    return said;
  });
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
  const full = notebooks.filter((notebook) => notebook.getCells().some(({ outputs }) => outputs.length > 0));
  const inOrder = [
    ...full.filter((notebook) => notebook !== front),
    ...full.filter((notebook) => notebook === front),
  ];
  for (const notebook of inOrder) {
    await vscode.window.showNotebookDocument(notebook);
    await vscode.commands.executeCommand("notebook.clearAllCellsOutputs");
  }
}
