import * as vscode from "vscode";
import type { Language } from "../../common/language.ts";
import { resultLanguage } from "../notebook/lab-cell.ts";
import { notebookType } from "../notebook/notebook-type.ts";
import type { OpenLabs } from "../open-labs.ts";
import { type CellProblem, problemsIn } from "./problems.ts";

const afterTypingMs = 200;

/** Marks problems in the cells while they are typed. */
export function registerDiagnostics(labs: OpenLabs): vscode.Disposable {
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
        void checkNotebook(notebook, labs, collection);
      }, afterTypingMs),
    );
  };
  const checkAll = () => vscode.workspace.notebookDocuments.forEach(check);
  checkAll();
  return vscode.Disposable.from(
    collection,
    { dispose: () => [...waiting.keys()].forEach(forget) },
    // A stack that starts, or a strategy that is saved, may bring a new name.
    labs.onDidChange(checkAll),
    vscode.workspace.onDidSaveTextDocument(checkAll),
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
  labs: OpenLabs,
  collection: vscode.DiagnosticCollection,
): Promise<void> {
  const problemsOf = await problemsIn(notebook, labs);
  if (notebook.isClosed) return;
  const language = resultLanguage(notebook);
  for (const cell of notebook.getCells()) {
    const problems = problemsOf(cell);
    collection.set(
      cell.document.uri,
      problems.map((problem) => diagnostic(problem, language)),
    );
  }
}

function diagnostic({ range, message, isCertain }: CellProblem, language: Language): vscode.Diagnostic {
  const severity = isCertain ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Warning;
  const result = new vscode.Diagnostic(range, message[language], severity);
  result.source = "Surge Lab";
  return result;
}
