import type { Outcomes } from "../../common/outcome.ts";
import type { Strategy } from "../../inspection/app-client.ts";
import type { Inspection } from "../../inspection/inspection.ts";
import { type Attempts, countIntents, standForIds } from "../../ledger/intents.ts";
import { judgeByName, judgeCounter, withClaims } from "../../ledger/judge.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import type { HitIds } from "../../load/hit-ids.ts";
import { outcomeNames } from "../../load/outcome.ts";
import type { Counted } from "../../stack/stack.ts";

/** All that is needed to find the hits of a run, at its end or later. */
export interface Sent {
  readonly strategy: string;
  /** The counters before it. */
  readonly baseline: Baseline;
  /** The names of its hits and their outcomes in order; undefined where only a counter is kept. */
  readonly names: { readonly ids: HitIds; readonly outcomeOf: Uint8Array } | undefined;
  /** When clients tried again. */
  readonly attempts?: Attempts | undefined;
}

export interface Baseline extends Counted {
  /** How many hits each place that the lab can read may hold; missing where the strategy has no buffer. */
  readonly room?: ReadonlyMap<string, number>;
}

export type Looks = Pick<Inspection, "counted" | "pendingIds" | "presentIds" | "room" | "heldIds">;

/** The counters before a run. */
export async function baselineOf(
  inspection: Looks,
  { name, buffers }: Pick<Strategy, "name" | "buffers">,
): Promise<Baseline> {
  const counted = await inspection.counted(name);
  return buffers ? { ...counted, room: await inspection.room() } : counted;
}

/** Finds where the hits of a run are now: by name where the strategy stores their ids, else by its counter. */
export async function judgeRun(inspection: Looks, outcomes: Outcomes, sent: Sent): Promise<Ledger> {
  const { strategy, baseline, names, attempts } = sent;
  if (!names) {
    const ledger = await judgeByCounter(inspection, outcomes, strategy, baseline);
    return attempts ? { ...ledger, intents: countIntents(attempts) } : ledger;
  }
  const { prefix } = names.ids;
  // In this order: a hit only moves from the buffer into the table, so it is seen at least once.
  const pending = await inspection.pendingIds(strategy, prefix);
  const held = pending.size > 0 ? await inspection.heldIds(prefix) : pending;
  const stored = await inspection.presentIds(prefix);
  const hits = { ...outcomes, outcomeOf: outcomeNames(names.outcomeOf) };
  const idOf = (hit: number) => names.ids.of(attempts?.sameId ? (attempts.firstOf[hit] ?? hit) : hit);
  const judged = judgeByName(hits, idOf, stored, pending, attempts && standForIds(attempts));
  const ledger = withClaims(judged, [...pending].filter((id) => !held.has(id) && !stored.has(id)).length);
  if (!attempts) return ledger;
  const kept = (hit: number) => stored.get(idOf(hit)) ?? (pending.has(idOf(hit)) ? 1 : 0);
  return { ...ledger, intents: countIntents(attempts, kept) };
}

/** While workers empty the buffer, a look may miss what moves from one key to another. */
const mostLooks = 3;

async function judgeByCounter(
  inspection: Looks,
  outcomes: Outcomes,
  strategy: string,
  baseline: Baseline,
): Promise<Ledger> {
  const first = keptSince(baseline, await inspection.counted(strategy));
  // Where nothing is pending there is nothing to find, and Redis may be the one that does not answer.
  if (!baseline.room || first.pending === 0) return judgeCounter(outcomes, first);
  for (let looks = 1; ; looks += 1) {
    // In this order: a buffer that is being emptied has had room for what is found in it later.
    const room = await inspection.room();
    const kept = keptSince(baseline, await inspection.counted(strategy));
    const claimed = Math.max(0, kept.pending - grown(baseline.room, room));
    if (claimed === 0 || looks === mostLooks) return withClaims(judgeCounter(outcomes, kept), claimed);
  }
}

/** By how much the room has grown where it has: what another strategy's worker takes out meanwhile is not taken off. */
function grown(before: ReadonlyMap<string, number> = new Map(), after: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const [place, size] of after) sum += Math.max(0, size - (before.get(place) ?? 0));
  return sum;
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
