import * as vscode from "vscode";
import { type RendererPayload, rendererMime } from "../results/blocks.ts";
import { stepOf } from "./notebook-serializer.ts";
import { notebookType } from "./notebook-type.ts";

const longestVerdict = 60;

/** Under each cell: the name of its step, and the verdict of its last run. */
export function registerCellStatusBar(): vscode.Disposable {
  return vscode.notebooks.registerNotebookCellStatusBarItemProvider(notebookType, {
    provideCellStatusBarItems: (cell) => [...stepItem(cell), ...verdictItem(cell)],
  });
}

function stepItem(cell: vscode.NotebookCell): vscode.NotebookCellStatusBarItem[] {
  const step = stepOf(cell);
  if (step === undefined) return [];
  const item = new vscode.NotebookCellStatusBarItem(step, vscode.NotebookCellStatusBarAlignment.Right);
  item.tooltip = vscode.l10n.t("The name of this step");
  return [item];
}

/** Read from the output, so that it goes when the output goes. */
function verdictItem(cell: vscode.NotebookCell): vscode.NotebookCellStatusBarItem[] {
  const output = cell.outputs.flatMap(({ items }) => items).find(({ mime }) => mime === rendererMime);
  if (!output) return [];
  // Only this extension writes this MIME type.
  const { blocks } = JSON.parse(new TextDecoder().decode(output.data)) as RendererPayload;
  const verdict = blocks.find((block) => block.kind === "verdict");
  if (!verdict) return [];
  const full = verdict.sign === "•" ? verdict.text : `${verdict.sign} ${verdict.text}`;
  const short = full.length > longestVerdict ? `${full.slice(0, longestVerdict - 1).trimEnd()}…` : full;
  const item = new vscode.NotebookCellStatusBarItem(short, vscode.NotebookCellStatusBarAlignment.Left);
  item.tooltip = full;
  return [item];
}
