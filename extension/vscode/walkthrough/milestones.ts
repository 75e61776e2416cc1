import type { Result } from "../../actions/index.ts";
import type { Ledger } from "../../ledger/ledger.ts";

/** What steps of the walkthrough wait for, apart from a running stack; each is a context key `surgeLab.<name>`. */
export type Milestone = "engineFound" | "labOpen" | "loadRan" | "exactCount";

/** The milestones that a cell's result reaches. */
export function milestonesOf(result: Result): Milestone[] {
  if (result.action === "load") return isExactCount(result) ? ["loadRan", "exactCount"] : ["loadRan"];
  return result.action === "process" && isExactCount(result.ledger) ? ["exactCount"] : [];
}

/** A verdict is exact, too, where all hits were refused or wait in the buffer: then nothing is counted yet. */
function isExactCount(ledger: Pick<Ledger, "verdict" | "stored"> | null): boolean {
  return ledger?.verdict === "exact" && ledger.stored > 0;
}
