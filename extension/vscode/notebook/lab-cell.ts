import * as vscode from "vscode";
import type { Language } from "../../common/language.ts";
import { notebookLanguage } from "../../common/notebook-language.ts";
import type { Cell } from "../../document/document.ts";
import { editorLanguage } from "../editor-language.ts";
import { editorError } from "../errors.ts";
import { expectOf, stepOf } from "./notebook-serializer.ts";
import { toCellLanguage } from "./notebook-type.ts";

/** The cell as it stands in the editor; line numbers in it count from the cell's first line. @throws LabError */
export function labCell(cell: vscode.NotebookCell): Cell {
  const language = toCellLanguage(cell.document.languageId);
  if (!language) throw editorError("not-a-lab-cell", { language: cell.document.languageId });
  const code = cell.document.getText();
  const expect = language === "yaml" ? expectOf(cell) : undefined;
  return { kind: "cell", raw: code, language, step: stepOf(cell), code, line: 0, ...(expect && { expect }) };
}

/** The language of results: the notebook's own, else VS Code's. */
export function resultLanguage(notebook: vscode.NotebookDocument): Language {
  return notebookLanguage(notebook.uri.path) ?? editorLanguage();
}

/** The cell whose code a document of the editor is. */
export function cellOf(document: vscode.TextDocument): vscode.NotebookCell | undefined {
  const cells = vscode.workspace.notebookDocuments.flatMap((notebook) => notebook.getCells());
  return cells.find((cell) => cell.document === document);
}

export function notebookOf(document: vscode.TextDocument): vscode.NotebookDocument | undefined {
  return cellOf(document)?.notebook;
}
