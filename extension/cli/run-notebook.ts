import type { Lab } from "../actions/define.ts";
import { actions } from "../actions/index.ts";
import { runCell } from "../actions/run-cell.ts";
import { isAbort, type LabError } from "../common/lab-error.ts";
import { interpretCell } from "../document/cell.ts";
import type { Cell, LabDocument } from "../document/document.ts";
import { type CellOutcome, ranOutcome } from "../report/json-report.ts";
import { missingPart } from "../stack/programs/missing-part.ts";

export interface Watcher {
  prose(text: string): void;
  begins(cell: Cell): void;
  ends(outcome: CellOutcome): void;
}

/**
 * Runs the cells in order. A cell that cannot run ends the lab, as Run All does; one that surprises does not, and
 * one whose needs the machine does not meet is left out.
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
    const broken = outcomes.some((outcome) => "error" in outcome);
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
    const missing = await lacking(cell, lab);
    if (missing) return { cell, status: "skipped", missing };
    return ranOutcome(cell, await runCell(cell, lab));
  } catch (error) {
    if (isAbort(error) && lab.signal.aborted) throw error;
    return { cell, status: "failed", error };
  }
}

/** The first of the cell's needs that is not met. @throws AbortError */
async function lacking(cell: Cell, { session, signal }: Lab): Promise<LabError | undefined> {
  if (cell.language !== "yaml") return undefined;
  for (const need of interpretCell(cell, actions).needs) {
    const missing = await missingPart(need, { ...session.options, signal });
    if (missing) return missing;
  }
  return undefined;
}
