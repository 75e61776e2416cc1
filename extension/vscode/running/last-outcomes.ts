import type * as vscode from "vscode";
import type { CellOutcome } from "../../report/json-report.ts";
import { expectOf } from "../notebook/notebook-serializer.ts";
import { toCellLanguage } from "../notebook/notebook-type.ts";

interface LastOutcome {
  readonly outcome: CellOutcome;
  /** When, if it was before the notebook was opened. */
  readonly keptFrom: Date | undefined;
}

const outcomes = new WeakMap<vscode.NotebookCell, LastOutcome>();

/** Remembers the result of the cell's last run; undefined forgets the one before it. */
export function rememberOutcome(
  cell: vscode.NotebookCell,
  outcome: CellOutcome | undefined,
  keptFrom?: Date,
): void {
  if (outcome) outcomes.set(cell, { outcome, keptFrom });
  else outcomes.delete(cell);
}

/** The result that the cell's output shows; undefined while the cell runs and where the output was cleared. */
export function lastOutcome(cell: vscode.NotebookCell): CellOutcome | undefined {
  return cell.outputs.length > 0 ? outcomes.get(cell)?.outcome : undefined;
}

/** When that result was measured, where it was before the notebook was opened. */
export function keptFrom(cell: vscode.NotebookCell): Date | undefined {
  return outcomes.get(cell)?.keptFrom;
}

/** True when the cell's text is no longer the one that made this result. */
export function isEditedSince(cell: vscode.NotebookCell, { cell: ran }: CellOutcome): boolean {
  return (
    cell.document.getText() !== ran.code ||
    toCellLanguage(cell.document.languageId) !== ran.language ||
    expectOf(cell)?.text !== ran.expect?.text
  );
}
