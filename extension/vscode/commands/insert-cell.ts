import * as vscode from "vscode";
import type { Language } from "../../common/language.ts";
import type { DescribedAction } from "../../document/described-action.ts";
import { editorWords } from "../editor-language.ts";
import { resultLanguage } from "../notebook/lab-cell.ts";
import { notebookType, toEditorLanguage } from "../notebook/notebook-type.ts";
import { registerCommand } from "../register-command.ts";

/** Inserts a cell that runs as it is below the selected one. A test names the action; a student chooses it. */
export function registerInsertCell(): vscode.Disposable {
  return registerCommand("insertCell", async (name) => {
    const editor = vscode.window.activeNotebookEditor;
    if (editor?.notebook.notebookType !== notebookType) {
      void vscode.window.showInformationMessage(editorWords().insertCell.noLab);
      return;
    }
    const { actions } = await import("../on-demand.ts");
    const language = resultLanguage(editor.notebook);
    const action =
      typeof name === "string"
        ? actions.find((each) => each.name === name)
        : await chooseAction(actions, language);
    if (action) await insertBelow(editor, action.example[language]);
  });
}

async function chooseAction(
  actions: readonly DescribedAction[],
  language: Language,
): Promise<DescribedAction | undefined> {
  const items = actions.map((action) => ({ label: action.name, detail: action.about[language], action }));
  const title = editorWords().insertCell.choose;
  return (await vscode.window.showQuickPick(items, { title, matchOnDetail: true }))?.action;
}

async function insertBelow(editor: vscode.NotebookEditor, code: string): Promise<void> {
  const { notebook, selection } = editor;
  const index = Math.min(selection.end, notebook.cellCount);
  const { Code } = vscode.NotebookCellKind;
  const cell = new vscode.NotebookCellData(Code, code, toEditorLanguage("yaml"));
  const edit = new vscode.WorkspaceEdit();
  edit.set(notebook.uri, [vscode.NotebookEdit.insertCells(index, [cell])]);
  if (!(await vscode.workspace.applyEdit(edit))) return;
  const range = new vscode.NotebookRange(index, index + 1);
  editor.selection = range;
  editor.revealRange(range, vscode.NotebookEditorRevealType.InCenterIfOutsideViewport);
}
