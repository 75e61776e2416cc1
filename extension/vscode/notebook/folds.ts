import * as vscode from "vscode";
import { explainedStep } from "../../document/explanation.ts";
import { lastOutcome } from "../running/last-outcomes.ts";
import { originOf, stepOf } from "./notebook-serializer.ts";
import { notebookType, toEditorLanguage } from "./notebook-type.ts";

/**
 * What gives an answer away is folded when it first comes into view, and never again: the code of a question, and the
 * prose that explains a result, which unfolds when its step has one. A reader can unfold it before.
 */
export function registerFolds(): vscode.Disposable {
  const seen = new WeakSet<vscode.NotebookCell>();
  const folded = new WeakSet<vscode.NotebookCell>();
  const unfold = (cells: readonly vscode.NotebookCell[]) => {
    const ready = cells.filter((cell) => folded.has(cell) && isExplained(cell));
    for (const cell of ready) folded.delete(cell);
    fold("notebook.cell.expandCellInput", ready);
  };
  return vscode.Disposable.from(
    vscode.window.onDidChangeNotebookEditorVisibleRanges(
      ({ notebookEditor: { notebook }, visibleRanges }) => {
        if (notebook.notebookType !== notebookType) return;
        const visible = visibleRanges.flatMap((range) => notebook.getCells(range));
        const fresh = visible.filter((cell) => !seen.has(cell) && (asks(cell) || explains(cell)));
        for (const cell of fresh) {
          seen.add(cell);
          folded.add(cell);
        }
        fold(
          "notebook.cell.collapseCellInput",
          fresh.filter((cell) => !isExplained(cell)),
        );
        // While the notebook was behind another one, nothing could unfold them; and VS Code remembers folds of before.
        unfold(visible);
      },
    ),
    vscode.workspace.onDidChangeNotebookDocument(({ notebook, cellChanges }) => {
      const hasResult = cellChanges.some(({ cell, outputs }) => outputs && lastOutcome(cell));
      const isVisible = vscode.window.visibleNotebookEditors.some((editor) => editor.notebook === notebook);
      if (hasResult && isVisible) unfold(notebook.getCells());
    }),
  );
}

function fold(command: string, cells: readonly vscode.NotebookCell[]): void {
  const [first] = cells;
  if (!first) return;
  const ranges = cells.map(({ index }) => ({ start: index, end: index + 1 }));
  void vscode.commands.executeCommand(command, { ranges, document: first.notebook.uri });
}

/** A cell without a step's name, or one that is not from the file, is one that is being written. */
function asks(cell: vscode.NotebookCell): boolean {
  const isFromFile = originOf(cell.metadata)?.index !== undefined;
  const isNamed = cell.document.languageId === toEditorLanguage("yaml") && stepOf(cell) !== undefined;
  return isFromFile && isNamed && /^discuss:/m.test(cell.document.getText());
}

function explains(cell: vscode.NotebookCell): boolean {
  return explained(cell).length > 0;
}

/** The steps that the cell explains have a result; never so of a cell that explains none. */
function isExplained(cell: vscode.NotebookCell): boolean {
  return explained(cell).some((step) => {
    const outcome = lastOutcome(step);
    return outcome !== undefined && "report" in outcome;
  });
}

function explained(cell: vscode.NotebookCell): vscode.NotebookCell[] {
  if (cell.kind !== vscode.NotebookCellKind.Markup) return [];
  const step = explainedStep(cell.document.getText());
  return step === undefined ? [] : cell.notebook.getCells().filter((each) => stepOf(each) === step);
}
