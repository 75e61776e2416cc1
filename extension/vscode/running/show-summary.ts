import * as vscode from "vscode";
import { editorLanguage, editorWords } from "../editor-language.ts";
import { labCell } from "../notebook/lab-cell.ts";
import { revealCell } from "../progress/reveal-step.ts";
import type { CellExecution } from "./cell-execution.ts";

/** Says what came of a Run All, and leads to the first cell that was not as expected. */
export async function showSummary(executions: readonly CellExecution[]): Promise<void> {
  const { summaryText } = await import("../on-demand.ts");
  const { showCell, showProgress } = editorWords().summary;
  const text = summaryText(
    executions.map(({ cell, outcome }) => ({ cell: labCell(cell), outcome })),
    editorLanguage(),
  );
  const wrong = executions.find(({ outcome }) => outcome?.status === "failed");
  const choice = await vscode.window.showInformationMessage(
    text,
    ...(wrong ? [showCell, showProgress] : [showProgress]),
  );
  if (choice === showCell && wrong) await revealCell(wrong.cell);
  if (choice === showProgress) await vscode.commands.executeCommand("surgeLab.progress.focus");
}
