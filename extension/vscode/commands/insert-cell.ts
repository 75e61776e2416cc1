import * as vscode from "vscode";
import type { Language } from "../../common/language.ts";
import type { DescribedAction } from "../../document/described-action.ts";
import { editorWords } from "../editor-language.ts";
import { resultLanguage } from "../notebook/lab-cell.ts";
import { aboutFile, stepsOf, withOrigin } from "../notebook/notebook-serializer.ts";
import { notebookType, toEditorLanguage } from "../notebook/notebook-type.ts";
import { registerCommand } from "../register-command.ts";
import { exerciseBegun } from "./exercise-begun.ts";

/** A cell that a result offers, and the place for it. */
export interface OfferedCell {
  readonly code: string;
  readonly index: number;
}

/**
 * Inserts a cell that runs as it is: one that a result offers below that result, else one of an action below the
 * selected cell. A test names the action; a student chooses it.
 */
export function registerInsertCell(): vscode.Disposable {
  return registerCommand("insertCell", async (what) => {
    const editor = vscode.window.activeNotebookEditor;
    if (editor?.notebook.notebookType !== notebookType) {
      void vscode.window.showInformationMessage(editorWords().insertCell.noLab);
      return;
    }
    if (isOffered(what)) return insertAt(editor, what);
    const { actions } = await import("../on-demand.ts");
    const language = resultLanguage(editor.notebook);
    const action =
      typeof what === "string"
        ? actions.find((each) => each.name === what)
        : await chooseAction(actions, language);
    const below = Math.min(editor.selection.end, editor.notebook.cellCount);
    if (action)
      await insertAt(editor, { code: inExercise(action.example[language], editor.notebook), index: below });
  });
}

function isOffered(what: unknown): what is OfferedCell {
  return typeof what === "object" && what !== null && "code" in what && "index" in what;
}

/** In the notebook of an exercise, a hint or a check is one of this exercise: what is asked for is noted. */
function inExercise(example: string, notebook: vscode.NotebookDocument): string {
  const begun = exerciseBegun(notebook)?.exercise;
  return begun === undefined ? example : example.replace(/\bexercise-\d+/, begun);
}

async function chooseAction(
  actions: readonly DescribedAction[],
  language: Language,
): Promise<DescribedAction | undefined> {
  const items = actions.map((action) => ({ label: action.name, detail: action.about[language], action }));
  const title = editorWords().insertCell.choose;
  return (await vscode.window.showQuickPick(items, { title, matchOnDetail: true }))?.action;
}

export async function insertAt(editor: vscode.NotebookEditor, { code, index }: OfferedCell): Promise<void> {
  const { notebook } = editor;
  const { Code } = vscode.NotebookCellKind;
  const cell = new vscode.NotebookCellData(Code, code, toEditorLanguage("yaml"));
  const { insertedOrigin } = await import("../on-demand.ts");
  const origin = insertedOrigin(code, stepsOf(notebook), aboutFile(notebook.metadata).lineBreak);
  cell.metadata = withOrigin(cell.metadata, origin);
  const edit = new vscode.WorkspaceEdit();
  edit.set(notebook.uri, [vscode.NotebookEdit.insertCells(index, [cell])]);
  if (!(await vscode.workspace.applyEdit(edit))) return;
  const range = new vscode.NotebookRange(index, index + 1);
  editor.selection = range;
  editor.revealRange(range, vscode.NotebookEditorRevealType.InCenterIfOutsideViewport);
}
