import type * as vscode from "vscode";
import type { CellOutcome } from "../report/json-report.ts";

const outcomes = new WeakMap<vscode.NotebookCell, CellOutcome>();

/** What the cell's last run came to; undefined forgets the one before it. */
export function rememberOutcome(cell: vscode.NotebookCell, outcome: CellOutcome | undefined): void {
  if (outcome) outcomes.set(cell, outcome);
  else outcomes.delete(cell);
}

/** Gone with the cell's output: what nobody can see any more is in no report. */
export function lastOutcome(cell: vscode.NotebookCell): CellOutcome | undefined {
  return cell.outputs.length > 0 ? outcomes.get(cell) : undefined;
}
