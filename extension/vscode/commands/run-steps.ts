import * as vscode from "vscode";
import { noSuchStep } from "../errors.ts";
import { stepOf } from "../notebook-serializer.ts";
import { openLabNotebook } from "../open-labs.ts";
import { isTrusted } from "../trust.ts";
import { registerCommand } from "./register.ts";

/** Runs steps of the lab by name, in the notebook, where their results are seen. The walkthrough's buttons do so. */
export function registerRunSteps(): vscode.Disposable {
  return registerCommand("runSteps", async (...steps: string[]) => {
    if (!isTrusted()) return;
    const notebook = openLabNotebook() ?? (await openLab());
    if (!notebook) return;
    const ranges = steps.map((step) => rangeOf(notebook, step));
    const editor = await vscode.window.showNotebookDocument(notebook, { selections: ranges.slice(-1) });
    const last = ranges.at(-1);
    if (last) editor.revealRange(last, vscode.NotebookEditorRevealType.AtTop);
    const plain = ranges.map(({ start, end }) => ({ start, end }));
    await vscode.commands.executeCommand("notebook.cell.execute", { ranges: plain, document: notebook.uri });
  });
}

/** @returns undefined when the student wants none. */
async function openLab(): Promise<vscode.NotebookDocument | undefined> {
  const uri = await vscode.commands.executeCommand<vscode.Uri | undefined>("surgeLab.openLab");
  return uri && (await vscode.workspace.openNotebookDocument(uri));
}

function rangeOf(notebook: vscode.NotebookDocument, step: string): vscode.NotebookRange {
  const cell = notebook.getCells().find((each) => stepOf(each) === step);
  if (!cell) throw noSuchStep(step, notebook.uri.path);
  return new vscode.NotebookRange(cell.index, cell.index + 1);
}
