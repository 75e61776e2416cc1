import { posix } from "node:path";
import * as vscode from "vscode";
import type { Prose } from "../../document/document.ts";
import { buildReport } from "../../report/build-report.ts";
import { labReport, type ReportedCell } from "../../report/lab-report.ts";
import { readStyles } from "../../report/styles.ts";
import { labCell, resultLanguage } from "../notebook/lab-cell.ts";
import { toCellLanguage } from "../notebook/notebook-type.ts";
import { isEditedSince, keptFrom, lastOutcome } from "../running/last-outcomes.ts";

interface About {
  /** Of this extension. */
  readonly version: string;
  readonly distFolder: string;
  readonly student: string | null;
}

/** The notebook as it stands in the editor, with the last results of its cells, as one HTML file. */
export async function notebookReport(
  notebook: vscode.NotebookDocument,
  { version, distFolder, student }: About,
): Promise<{ readonly html: string; readonly ran: number; readonly cells: number }> {
  const report = labReport({
    surgeLab: version,
    notebook: posix.basename(notebook.uri.path),
    language: resultLanguage(notebook),
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
  // In the file, too, code in any other language is a block of the prose.
  if (!toCellLanguage(cell.document.languageId)) {
    return { kind: "prose", raw: text.replaceAll(/^/gm, "    ") };
  }
  const now = labCell(cell);
  const last = lastOutcome(cell);
  if (!last) return { kind: "outcome", outcome: { cell: now, status: "skipped" }, changedSince: false };
  return {
    kind: "outcome",
    outcome: { ...last, cell: now },
    changedSince: isEditedSince(cell, last),
    measuredAt: keptFrom(cell),
  };
}
