import * as vscode from "vscode";
import { type RendererPayload, rendererMime } from "../drawing/blocks.ts";
import { labCell } from "./lab-cell.ts";
import { stepOf } from "./notebook-serializer.ts";
import { notebookType, toCellLanguage } from "./notebook-type.ts";
import type { OpenLabs } from "./open-labs.ts";
import { whyStale } from "./stale.ts";

const longestVerdict = 60;

/** Under each cell: the name of its step; “Run”, or the verdict of its last run and whether that is an old one. */
export function registerCellStatusBar(labs: OpenLabs): vscode.Disposable {
  return vscode.notebooks.registerNotebookCellStatusBarItemProvider(notebookType, {
    onDidChangeCellStatusBarItems: labs.onDidChange,
    provideCellStatusBarItems: async (cell) => [
      ...stepItem(cell),
      ...runItem(cell),
      ...verdictItem(cell),
      ...(await staleItem(cell, labs)),
    ],
  });
}

function stepItem(cell: vscode.NotebookCell): vscode.NotebookCellStatusBarItem[] {
  const step = stepOf(cell);
  if (step === undefined) return [];
  const item = new vscode.NotebookCellStatusBarItem(step, vscode.NotebookCellStatusBarAlignment.Right);
  item.tooltip = vscode.l10n.t("The name of this step");
  return [item];
}

function runItem(cell: vscode.NotebookCell): vscode.NotebookCellStatusBarItem[] {
  if (cell.kind !== vscode.NotebookCellKind.Code || cell.outputs.length > 0) return [];
  const item = new vscode.NotebookCellStatusBarItem(
    `$(play) ${vscode.l10n.t("Run")}`,
    vscode.NotebookCellStatusBarAlignment.Left,
  );
  item.tooltip = vscode.l10n.t("Run this cell");
  item.command = runCommand(cell, item.tooltip);
  return [item];
}

/** As the cell's own button does: where the workspace is not trusted, VS Code asks first. */
function runCommand({ index, notebook }: vscode.NotebookCell, title: string): vscode.Command {
  const ranges = [{ start: index, end: index + 1 }];
  return { title, command: "notebook.cell.execute", arguments: [{ ranges, document: notebook.uri }] };
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

async function staleItem(
  cell: vscode.NotebookCell,
  labs: OpenLabs,
): Promise<vscode.NotebookCellStatusBarItem[]> {
  const session = labs.knownOf(cell.notebook)?.session;
  const madeAt = cell.executionSummary?.timing?.endTime;
  if (!session || !madeAt || cell.outputs.length === 0) return [];
  const why = whyStale(madeAt, session);
  if (why === undefined || !(await ages(cell))) return [];
  const item = new vscode.NotebookCellStatusBarItem(
    `$(history) ${vscode.l10n.t("Stale")}`,
    vscode.NotebookCellStatusBarAlignment.Left,
  );
  item.tooltip =
    why === "reset"
      ? vscode.l10n.t("The lab was reset after this result. Run the cell again to see how it is now.")
      : vscode.l10n.t(
          "The stack was started anew after this result. Run the cell again to see how it is now.",
        );
  item.command = runCommand(cell, vscode.l10n.t("Run this cell"));
  return [item];
}

/** What the servers answered ages; sources and questions do not. */
async function ages(cell: vscode.NotebookCell): Promise<boolean> {
  const language = toCellLanguage(cell.document.languageId);
  if (language !== "yaml") return language !== undefined;
  // What has an output has loaded this already.
  const { actionName, actions } = await import("./heavy.ts");
  const name = actionName(labCell(cell));
  return actions.find((action) => action.name === name)?.ages === true;
}
