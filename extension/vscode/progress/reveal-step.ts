import * as vscode from "vscode";
import { editorError } from "../errors.ts";
import { stepOf } from "../notebook/notebook-serializer.ts";
import { registerCommand } from "../register-command.ts";

/** Opens a notebook at one of its steps: a click in the progress view does so. */
export function registerRevealStep(): vscode.Disposable {
  return registerCommand("revealStep", async (uri, step) => {
    if (!(uri instanceof vscode.Uri)) return;
    const notebook = await vscode.workspace.openNotebookDocument(uri);
    const cell = notebook.getCells().find((each) => stepOf(each) === step);
    if (!cell) throw editorError("no-such-step", { step: String(step), path: uri.path });
    await revealCell(cell);
  });
}

export async function revealCell({ notebook, index }: vscode.NotebookCell): Promise<void> {
  const range = new vscode.NotebookRange(index, index + 1);
  const editor = await vscode.window.showNotebookDocument(notebook, { selections: [range] });
  editor.revealRange(range, vscode.NotebookEditorRevealType.AtTop);
}
