import { posix } from "node:path";
import * as vscode from "vscode";
import type { Prose } from "../document/document.ts";
import { buildReport } from "../report/build-report.ts";
import { labReport, type ReportedCell } from "../report/lab-report.ts";
import { readStyles } from "../report/styles.ts";
import { labCell, resultLanguage } from "./lab-cell.ts";
import { lastOutcome } from "./last-outcomes.ts";
import { toCellLanguage } from "./notebook-type.ts";

interface About {
  /** Of this extension. */
  readonly version: string;
  readonly distFolder: string;
  readonly student: string | null;
}

/** The notebook as it stands in the editor, with what its cells came to last, as one HTML file. */
export async function notebookReport(
  notebook: vscode.NotebookDocument,
  { version, distFolder, student }: About,
): Promise<{ readonly html: string; readonly ran: number; readonly cells: number }> {
  const report = labReport({
    surgeLab: version,
    notebook: posix.basename(notebook.uri.path),
    language: resultLanguage(notebook, vscode.env.language),
    madeAt: new Date(),
    student,
    parts: notebook.getCells().map(part),
  });
  return {
    html: buildReport(report, await readStyles(distFolder)),
    ran: report.cells.filter(({ status }) => status !== "skipped").length,
    cells: report.cells.length,
  };
}

function part(cell: vscode.NotebookCell): Prose | ReportedCell {
  const text = cell.document.getText();
  if (cell.kind === vscode.NotebookCellKind.Markup) return { kind: "prose", raw: text };
  // Code in a language that no cell of a lab has is a block of the prose in the file, too.
  if (!toCellLanguage(cell.document.languageId)) {
    return { kind: "prose", raw: text.replaceAll(/^/gm, "    ") };
  }
  const now = labCell(cell);
  const last = lastOutcome(cell);
  if (!last) return { kind: "outcome", outcome: { cell: now, status: "skipped" }, changedSince: false };
  return { kind: "outcome", outcome: { ...last, cell: now }, changedSince: last.cell.code !== now.code };
}
