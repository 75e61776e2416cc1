import type { Outcomes } from "../../common/outcome.ts";
import type { Inspection } from "../../inspection/inspection.ts";
import { stillMoving } from "../../ledger/judge.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import { sessionError } from "../errors.ts";
import { judgeRun, type Looks, type Sent } from "./judge-run.ts";
import { standsStill } from "./stands-still.ts";

// An app may answer before it writes, and a hit without an answer may still be on its way.

/** How many seconds a count may go on changing. */
const patience = 10;

type LooksAgain = Looks & Pick<Inspection, "connectionsOfApp">;

/** Judges a run once its count stands still; a count that never does is said to move. */
export async function judgeSettled(
  inspection: LooksAgain,
  outcomes: Outcomes,
  sent: Sent,
  signal: AbortSignal,
  patienceSeconds = patience,
): Promise<Ledger> {
  const first = await judgeRun(inspection, outcomes, sent);
  const closes = first.verdict === "exact" && first.unknown === 0;
  if (closes && (await inspection.connectionsOfApp()).busy === 0) return first;
  const isStill = await countStandsStill(inspection, sent.strategy, signal, patienceSeconds);
  const ledger = await judgeRun(inspection, outcomes, sent);
  return isStill ? ledger : stillMoving(ledger);
}

/**
 * Before a run: late writes of an earlier one must not count for it.
 * @param isSettled false when the last account of this strategy left hits open that may still arrive
 * @throws LabError `count-still-changes`
 */
export async function requireStill(
  inspection: LooksAgain,
  strategy: string,
  isSettled: boolean,
  signal: AbortSignal,
  patienceSeconds = patience,
): Promise<void> {
  if (isSettled && (await inspection.connectionsOfApp()).busy === 0) return;
  if (await countStandsStill(inspection, strategy, signal, patienceSeconds)) return;
  throw sessionError("count-still-changes", { strategy, seconds: patienceSeconds });
}

function countStandsStill(inspection: Looks, strategy: string, signal: AbortSignal, seconds: number) {
  const total = async () => {
    const { stored, pending } = await inspection.counted(strategy);
    return stored + pending;
  };
  return standsStill(total, signal, seconds);
}
