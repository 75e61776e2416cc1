import * as vscode from "vscode";
import { type Block, type RendererPayload, rendererMime } from "../../drawing/blocks.ts";
import type { OfferedCell } from "../commands/insert-cell.ts";
import { editorWords } from "../editor-language.ts";
import { labCell } from "../notebook/lab-cell.ts";
import { stepOf } from "../notebook/notebook-serializer.ts";
import { notebookType, toCellLanguage } from "../notebook/notebook-type.ts";
import type { OpenLabs } from "../open-labs.ts";
import { headlineOf } from "../running/headline.ts";
import { isEditedSince, lastOutcome } from "../running/last-outcomes.ts";
import { type Outdated, whyOutdated } from "./outdated.ts";

const longestVerdict = 60;
const { Left, Right } = vscode.NotebookCellStatusBarAlignment;

/** Under each cell: the name of its step; “Run”, or the verdict of its last run and whether it is outdated. */
export function registerCellStatusBar(labs: OpenLabs): vscode.Disposable {
  return vscode.notebooks.registerNotebookCellStatusBarItemProvider(notebookType, {
    onDidChangeCellStatusBarItems: labs.onDidChange,
    provideCellStatusBarItems: async (cell) => [
      ...stepItem(cell),
      ...runItem(cell),
      ...resultItems(cell),
      ...(await outdatedItem(cell, labs)),
    ],
  });
}

function stepItem(cell: vscode.NotebookCell): vscode.NotebookCellStatusBarItem[] {
  const step = stepOf(cell);
  if (step === undefined) return [];
  const item = new vscode.NotebookCellStatusBarItem(step, Right);
  item.tooltip = editorWords().cell.stepName;
  return [item];
}

function runItem(cell: vscode.NotebookCell): vscode.NotebookCellStatusBarItem[] {
  if (cell.kind !== vscode.NotebookCellKind.Code || cell.outputs.length > 0 || isRunning(cell)) return [];
  const { run, runThis } = editorWords().cell;
  const item = new vscode.NotebookCellStatusBarItem(`$(play) ${run}`, Left);
  item.tooltip = runThis;
  item.command = runCommand(cell);
  return [item];
}

/** Its number it has from the start of a run on, its times only after the end. */
function isRunning({ executionSummary: summary }: vscode.NotebookCell): boolean {
  return typeof summary?.executionOrder === "number" && summary.timing === undefined;
}

/** As the cell's own button does: where the workspace is not trusted, VS Code asks first. */
function runCommand({ index, notebook }: vscode.NotebookCell): vscode.Command {
  const ranges = [{ start: index, end: index + 1 }];
  return {
    title: editorWords().cell.runThis,
    command: "notebook.cell.execute",
    arguments: [{ ranges, document: notebook.uri }],
  };
}

/** Only of a run that has ended: VS Code does not ask for these items again while an output is updated in place. */
function resultItems(cell: vscode.NotebookCell): vscode.NotebookCellStatusBarItem[] {
  const output = cell.outputs.flatMap(({ items }) => items).find(({ mime }) => mime === rendererMime);
  if (!output || !lastOutcome(cell)) return [];
  // Only this extension writes this MIME type.
  const { blocks } = JSON.parse(new TextDecoder().decode(output.data)) as RendererPayload;
  return [...verdictItem(headlineOf(blocks)), ...blocks.flatMap((block) => offerItem(block, cell.index + 1))];
}

function verdictItem(full: string | undefined): vscode.NotebookCellStatusBarItem[] {
  if (full === undefined) return [];
  const short = full.length > longestVerdict ? `${full.slice(0, longestVerdict - 1).trimEnd()}…` : full;
  const item = new vscode.NotebookCellStatusBarItem(short, Left);
  item.tooltip = full;
  return [item];
}

/** A cell that the result shows, to be put below this one. */
function offerItem(block: Block, index: number): vscode.NotebookCellStatusBarItem[] {
  if (block.kind !== "code" || !block.isCell) return [];
  const { insert } = editorWords().cell;
  const offered: OfferedCell = { code: block.source, index };
  const item = new vscode.NotebookCellStatusBarItem(`$(add) ${insert}`, Left);
  item.command = { title: insert, command: "surgeLab.insertCell", arguments: [offered] };
  return [item];
}

async function outdatedItem(
  cell: vscode.NotebookCell,
  labs: OpenLabs,
): Promise<vscode.NotebookCellStatusBarItem[]> {
  const outcome = lastOutcome(cell);
  const madeAt = cell.executionSummary?.timing?.endTime;
  if (!outcome || !madeAt) return [];
  const result = { madeAt, isEdited: isEditedSince(cell, outcome), ages: await ages(cell) };
  const why = whyOutdated(result, labs.knownOf(cell.notebook)?.session);
  if (why === undefined) return [];
  const [label, tooltip] = outdatedText(why);
  const item = new vscode.NotebookCellStatusBarItem(label, Left);
  item.tooltip = tooltip;
  item.command = runCommand(cell);
  return [item];
}

function outdatedText(why: Outdated): [label: string, tooltip: string] {
  const { edited, editedTip, stale, staleAfter } = editorWords().cell;
  return why === "edited" ? [`$(edit) ${edited}`, editedTip] : [`$(history) ${stale}`, staleAfter[why]];
}

/** Results that come from the servers age; sources and questions do not. */
async function ages(cell: vscode.NotebookCell): Promise<boolean> {
  const language = toCellLanguage(cell.document.languageId);
  if (language !== "yaml") return language !== undefined;
  // A cell that has an output has loaded this already.
  const { actionName, actions } = await import("../on-demand.ts");
  const name = actionName(labCell(cell));
  return actions.find((action) => action.name === name)?.ages === true;
}
