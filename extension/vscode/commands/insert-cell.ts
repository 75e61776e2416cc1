import * as vscode from "vscode";
import type { Language } from "../../common/language.ts";
import type { DescribedAction } from "../../document/described-action.ts";
import { resultLanguage } from "../lab-cell.ts";
import { notebookType, toEditorLanguage } from "../notebook-type.ts";
import { registerCommand } from "./register.ts";

/** Puts a cell that runs as it is below the one in front. Who calls it from elsewhere may name the action. */
export function registerInsertCell(): vscode.Disposable {
  return registerCommand("insertCell", async (name?: string) => {
    const editor = vscode.window.activeNotebookEditor;
    if (editor?.notebook.notebookType !== notebookType) {
      void vscode.window.showInformationMessage(vscode.l10n.t("Open a lab first: the cell goes into it."));
      return;
    }
    const { actions } = await import("../heavy.ts");
    const language = resultLanguage(editor.notebook, vscode.env.language);
    const action =
      name === undefined ? await chooseAction(actions, language) : actions.find((each) => each.name === name);
    if (action) await insertBelow(editor, action.example[language]);
  });
}

async function chooseAction(
  actions: readonly DescribedAction[],
  language: Language,
): Promise<DescribedAction | undefined> {
  const items = actions.map((action) => ({ label: action.name, detail: action.about[language], action }));
  const title = vscode.l10n.t("What the new cell does");
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
