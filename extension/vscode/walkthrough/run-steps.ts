import * as vscode from "vscode";
import { isTrusted } from "../consent.ts";
import { editorError } from "../errors.ts";
import { stepOf } from "../notebook/notebook-serializer.ts";
import { openLabNotebook } from "../open-labs.ts";
import { registerCommand } from "../register-command.ts";
import { askBeforeRun } from "../running/ask-before-run.ts";

/** Runs steps of the lab by name, in the notebook, where their results are seen: the walkthrough's buttons do so. */
export function registerRunSteps(): vscode.Disposable {
  return registerCommand("runSteps", async (...given) => {
    if (!isTrusted()) return;
    const steps = given.filter((step) => typeof step === "string");
    const notebook = openLabNotebook() ?? (await openLab());
    if (!notebook) return;
    const cells = steps.map((step) => cellOf(notebook, step));
    const ranges = cells.map(({ index }) => new vscode.NotebookRange(index, index + 1));
    const editor = await vscode.window.showNotebookDocument(notebook, { selections: ranges.slice(-1) });
    const last = ranges.at(-1);
    if (last) editor.revealRange(last, vscode.NotebookEditorRevealType.AtTop);
    // The student has asked for the last step; those before it only prepare it.
    for (const cell of cells.slice(-1)) await askBeforeRun(cell, new AbortController().signal);
    await vscode.commands.executeCommand("notebook.cell.execute", {
      ranges: ranges.map(({ start, end }) => ({ start, end })),
      document: notebook.uri,
    });
  });
}

/** @returns undefined when the student declines. */
async function openLab(): Promise<vscode.NotebookDocument | undefined> {
  const uri = await vscode.commands.executeCommand<vscode.Uri | undefined>("surgeLab.openLab");
  return uri && (await vscode.workspace.openNotebookDocument(uri));
}

function cellOf(notebook: vscode.NotebookDocument, step: string): vscode.NotebookCell {
  const cell = notebook.getCells().find((each) => stepOf(each) === step);
  if (!cell) throw editorError("no-such-step", { step, path: notebook.uri.path });
  return cell;
}
