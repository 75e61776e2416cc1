import type { Result } from "../actions/index.ts";
import type { Ledger } from "../ledger/ledger.ts";

/** What the walkthrough waits for, beside a running stack; each is a context key `surgeLab.<name>`. */
export type Milestone = "engineFound" | "labOpen" | "loadRan" | "exactCount";

/** What a cell's result has reached. */
export function milestonesOf(result: Result): Milestone[] {
  if (result.action === "load") return isExactCount(result) ? ["loadRan", "exactCount"] : ["loadRan"];
  return result.action === "process" && isExactCount(result.ledger) ? ["exactCount"] : [];
}

/** A ledger also closes where all hits were refused, or wait in the buffer: then nothing is counted yet. */
function isExactCount(ledger: Pick<Ledger, "verdict" | "stored"> | null): boolean {
  return ledger?.verdict === "exact" && ledger.stored > 0;
}
