import * as vscode from "vscode";
import { CellText } from "./cell-text.ts";

/** Leaves a cell that cannot be read as it is: its fault is marked anyway. */
export const formatting: vscode.DocumentFormattingEditProvider = {
  async provideDocumentFormattingEdits(document) {
    const { formatCell } = await import("../heavy.ts");
    const { source } = new CellText(document);
    const formatted = formatCell(source);
    if (formatted === undefined || formatted === source) return [];
    const all = new vscode.Range(
      new vscode.Position(0, 0),
      document.lineAt(document.lineCount - 1).range.end,
    );
    return [vscode.TextEdit.replace(all, formatted)];
  },
};
