import * as vscode from "vscode";
import { stepOf } from "./notebook-serializer.ts";
import { toEditorLanguage } from "./notebook-type.ts";

/** The code of a question holds its answer, so it is folded when it first comes into view, and never again. */
export function registerFoldAnswers(): vscode.Disposable {
  const seen = new WeakSet<vscode.NotebookCell>();
  return vscode.window.onDidChangeNotebookEditorVisibleRanges(
    ({ notebookEditor: { notebook }, visibleRanges }) => {
      const fresh = visibleRanges
        .flatMap((range) => notebook.getCells(range))
        .filter((cell) => asks(cell) && !seen.has(cell));
      if (fresh.length === 0) return;
      for (const cell of fresh) seen.add(cell);
      const ranges = fresh.map(({ index }) => ({ start: index, end: index + 1 }));
      void vscode.commands.executeCommand("notebook.cell.collapseCellInput", {
        ranges,
        document: notebook.uri,
      });
    },
  );
}

/** A cell without a step's name is one that is being written. */
function asks(cell: vscode.NotebookCell): boolean {
  const { languageId } = cell.document;
  const isNamed = languageId === toEditorLanguage("yaml") && stepOf(cell) !== undefined;
  return isNamed && /^discuss:/m.test(cell.document.getText());
}
