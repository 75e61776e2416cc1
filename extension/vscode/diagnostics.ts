import * as vscode from "vscode";
import type { Language } from "../common/language.ts";
import type { Problem } from "../document/cell-error.ts";
import { labCell, resultLanguage } from "./lab-cell.ts";
import { notebookType, toEditorLanguage } from "./notebook-type.ts";

const afterTypingMs = 200;

/** Marks what is wrong in the cells while they are typed. */
export function registerDiagnostics(): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection("surge-lab");
  const waiting = new Map<vscode.NotebookDocument, NodeJS.Timeout>();
  const forget = (notebook: vscode.NotebookDocument) => {
    clearTimeout(waiting.get(notebook));
    waiting.delete(notebook);
  };
  const check = (notebook: vscode.NotebookDocument) => {
    if (notebook.notebookType !== notebookType) return;
    forget(notebook);
    waiting.set(
      notebook,
      setTimeout(() => {
        waiting.delete(notebook);
        void checkNotebook(notebook, collection);
      }, afterTypingMs),
    );
  };
  vscode.workspace.notebookDocuments.forEach(check);
  return vscode.Disposable.from(
    collection,
    { dispose: () => [...waiting.keys()].forEach(forget) },
    vscode.workspace.onDidOpenNotebookDocument(check),
    vscode.workspace.onDidChangeNotebookDocument(({ notebook, cellChanges, contentChanges }) => {
      const edited = contentChanges.length > 0 || cellChanges.some(({ document }) => document !== undefined);
      if (edited) check(notebook);
      for (const { removedCells } of contentChanges) {
        for (const { document } of removedCells) collection.delete(document.uri);
      }
    }),
    vscode.workspace.onDidCloseNotebookDocument((notebook) => {
      forget(notebook);
      for (const { document } of notebook.getCells()) collection.delete(document.uri);
    }),
  );
}

async function checkNotebook(
  notebook: vscode.NotebookDocument,
  collection: vscode.DiagnosticCollection,
): Promise<void> {
  const { actions, interpretAll } = await import("./heavy.ts");
  if (notebook.isClosed) return;
  const language = resultLanguage(notebook, vscode.env.language);
  for (const cell of notebook.getCells()) {
    const isAction = cell.document.languageId === toEditorLanguage("yaml");
    const problems =
      isAction && cell.document.getText().trim() !== "" ? interpretAll(labCell(cell), actions) : [];
    collection.set(
      cell.document.uri,
      problems.map((problem) => diagnostic(problem, language)),
    );
  }
}

function diagnostic({ line, column, endColumn, message }: Problem, language: Language): vscode.Diagnostic {
  const range = new vscode.Range(line - 1, column - 1, line - 1, endColumn - 1);
  const result = new vscode.Diagnostic(range, message[language], vscode.DiagnosticSeverity.Error);
  result.source = "Surge Lab";
  return result;
}
