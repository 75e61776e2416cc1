import type { Outcomes } from "../../common/outcome.ts";
import type { Inspection } from "../../inspection/inspection.ts";
import { judgeByName, judgeCounter } from "../../ledger/judge.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import type { HitIds } from "../../load/hit-ids.ts";
import { outcomeNames } from "../../load/outcome.ts";
import type { Counted } from "../../stack/stack.ts";

/** All that is needed to find the hits of a run, at its end or later. */
export interface Sent {
  readonly strategy: string;
  /** The counters before it. */
  readonly baseline: Counted;
  /** The names of its hits and their outcomes in order; undefined where only a counter is kept. */
  readonly names: { readonly ids: HitIds; readonly outcomeOf: Uint8Array } | undefined;
}

export type Looks = Pick<Inspection, "counted" | "pendingIds" | "presentIds">;

/** Finds where the hits of a run are now: by name where the strategy stores their ids, else by its counter. */
export async function judgeRun(inspection: Looks, outcomes: Outcomes, sent: Sent): Promise<Ledger> {
  const { strategy, baseline, names } = sent;
  if (!names) return judgeCounter(outcomes, keptSince(baseline, await inspection.counted(strategy)));
  // In this order: a hit only moves from the buffer into the table, so it is seen at least once.
  const pending = await inspection.pendingIds(strategy, names.ids.prefix);
  const stored = await inspection.presentIds(names.ids.prefix);
  const hits = { ...outcomes, outcomeOf: outcomeNames(names.outcomeOf) };
  return judgeByName(hits, (hit) => names.ids.of(hit), stored, pending);
}

/**
 * The hits that were added since `before`. When a process step has also drained hits of an earlier run,
 * the buffer shrank; those hits are in `stored` only because they left `pending`, so they are taken off there.
 */
export function keptSince(before: Counted, after: Counted): Counted {
  const stored = after.stored - before.stored;
  const pending = after.pending - before.pending;
  const kept = Math.max(0, stored + pending);
  const stillPending = Math.min(Math.max(0, pending), kept);
  return { stored: kept - stillPending, pending: stillPending };
}
