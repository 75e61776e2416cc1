import * as vscode from "vscode";
import type { Localized } from "../../common/language.ts";
import type { LineFix, PlacedProblem } from "../../document/cell-error.ts";
import { labCell } from "../notebook/lab-cell.ts";
import { toEditorLanguage } from "../notebook/notebook-type.ts";
import type { OpenLabs } from "../open-labs.ts";

/** A problem in a cell, at its place in the editor. */
export interface CellProblem {
  readonly range: vscode.Range;
  readonly message: Localized;
  /** False for a name that only the running app can confirm. */
  readonly isCertain: boolean;
  readonly fix: { readonly range: vscode.Range; readonly text: string } | undefined;
}

/** @returns a function that checks a cell of the notebook with the text that it has then. */
export async function problemsIn(
  notebook: vscode.NotebookDocument,
  labs: OpenLabs,
): Promise<(cell: vscode.NotebookCell) => CellProblem[]> {
  const { actions, interpretAll, knownNames, unknownNames } = await import("../on-demand.ts");
  const names = await knownNames((await labs.of(notebook)).session);
  return (cell) => {
    const source = cell.document.getText().replaceAll("\r\n", "\n");
    if (cell.document.languageId !== toEditorLanguage("yaml") || source.trim() === "") return [];
    return [
      ...interpretAll(labCell(cell), actions).map((problem) => placed(problem, true)),
      ...unknownNames(source, actions, names).map((problem) => placed(problem, false)),
    ];
  };
}

function placed({ message, fix, ...place }: PlacedProblem, isCertain: boolean): CellProblem {
  return {
    range: rangeOf(place),
    message,
    isCertain,
    fix: fix && { range: rangeOf(fix), text: fix.text },
  };
}

function rangeOf({ line, column, endColumn }: Omit<LineFix, "text">): vscode.Range {
  return new vscode.Range(line - 1, column - 1, line - 1, endColumn - 1);
}
