import type * as vscode from "vscode";

/** The cell of a notebook that begins an exercise, and the exercise. */
export function exerciseBegun(
  notebook: vscode.NotebookDocument,
): { readonly cell: vscode.NotebookCell; readonly exercise: string } | undefined {
  for (const cell of notebook.getCells()) {
    const exercise = /^begin:.*?\b(exercise-\d+)/m.exec(cell.document.getText())?.[1];
    if (exercise !== undefined) return { cell, exercise };
  }
  return undefined;
}
