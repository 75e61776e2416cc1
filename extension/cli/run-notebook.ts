import type { Lab } from "../actions/define.ts";
import { runCell } from "../actions/run-cell.ts";
import { unmetNeed } from "../actions/unmet-need.ts";
import { beforeDeadline } from "../common/before-deadline.ts";
import { isAbort } from "../common/lab-error.ts";
import type { Cell, LabDocument } from "../document/document.ts";
import { type CellOutcome, ranOutcome } from "../report/json-report.ts";

export interface Watcher {
  prose(text: string): void;
  begins(cell: Cell): void;
  ends(outcome: CellOutcome): void;
}

/**
 * Runs the cells in order. A cell that cannot run ends the lab, as Run All does. One whose expectations fail does
 * not, and one whose needs are not met is skipped.
 */
export async function runNotebook(
  { parts }: LabDocument,
  isWanted: (cell: Cell) => boolean,
  lab: Lab,
  watcher: Watcher,
): Promise<CellOutcome[]> {
  const outcomes: CellOutcome[] = [];
  for (const part of parts) {
    if (part.kind === "prose") {
      watcher.prose(part.raw);
      continue;
    }
    // A cancelled cell may have kept what it had measured; what comes after it does not run.
    const broken = lab.signal.aborted || outcomes.some((outcome) => "error" in outcome);
    const outcome: CellOutcome =
      broken || !isWanted(part) ? { cell: part, status: "skipped" } : await runOne(part, lab, watcher);
    watcher.ends(outcome);
    outcomes.push(outcome);
  }
  return outcomes;
}

async function runOne(cell: Cell, lab: Lab, watcher: Watcher): Promise<CellOutcome> {
  watcher.begins(cell);
  try {
    const missing = await unmetNeed(cell, lab);
    if (missing) return { cell, status: "skipped", missing };
    const report = await beforeDeadline(runCell(cell, lab), lab.signal);
    if (!report) throw new DOMException("The cell was cancelled.", "AbortError");
    return ranOutcome(cell, report);
  } catch (error) {
    if (isAbort(error) && lab.signal.aborted) throw error;
    return { cell, status: "failed", error };
  }
}
