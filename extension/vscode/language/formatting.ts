import * as vscode from "vscode";
import { CellSource } from "./cell-source.ts";

/** Leaves a cell that cannot be read unchanged: the diagnostics mark what is wrong in it. */
export const formatting: vscode.DocumentFormattingEditProvider = {
  async provideDocumentFormattingEdits(document) {
    const { formatCell } = await import("../on-demand.ts");
    const { source } = new CellSource(document);
    const formatted = formatCell(source);
    if (formatted === undefined || formatted === source) return [];
    const all = new vscode.Range(
      new vscode.Position(0, 0),
      document.lineAt(document.lineCount - 1).range.end,
    );
    return [vscode.TextEdit.replace(all, formatted)];
  },
};
