import type { CounterWrite } from "../common/counter-write.ts";
import type { Overwrites } from "./overwrites.ts";
import type { Removal } from "./thrown-away.ts";

/** What is known of a run: what its clients were told, and what the servers recorded. */
export interface Testimony {
  /** The ids of the hits with the answer "ok", and of all the others that were sent. */
  readonly acknowledged: ReadonlySet<string>;
  readonly unacknowledged: ReadonlySet<string>;
  readonly writes: readonly CounterWrite[];
  readonly overwrites: Overwrites["overwrites"];
  /** Hits that the app still has to write, less those that it had to write before the run. */
  readonly unwritten: number;
  /** Nobody told the servers which hit they worked for: only the sums can be compared. */
  readonly unnamed?: boolean;
  /** Where the strategy has a counter in Redis that was heard: its hits in order, and who removed it. */
  readonly buffer?: { readonly added: readonly (string | null)[]; readonly removals: readonly Removal[] };
}

/** How many acknowledged hits are gone, by what became of them. */
export interface Causes {
  /** Counted in PostgreSQL, and undone by a later write of an older value. */
  readonly overwritten: number;
  /** In Redis, and removed without having been read. */
  readonly thrownAway: number;
  /** Taken out of Redis, and not added to PostgreSQL. */
  readonly takenAndGone: number;
  /** Acknowledged, and recorded by no server. */
  readonly unrecorded: number;
  /** To be taken off: hits that were not acknowledged and are counted, or that were counted twice. */
  readonly surplus: number;
}

/** The loss that the causes add up to; the ledger's `lost` where nothing is missing in the records. */
export function explainedBy(causes: Causes): number {
  const { overwritten, thrownAway, takenAndGone, unrecorded, surplus } = causes;
  return Math.max(0, overwritten + thrownAway + takenAndGone + unrecorded - surplus);
}

export function causesOf(testimony: Testimony): Causes {
  return testimony.buffer ? causesInBuffer(testimony, testimony.buffer) : causesInCounter(testimony);
}

/** How many hits the writes added, what was undone later included: more than writes where one adds a batch. */
export function hitsCarried({ writes, overwrites }: Pick<Testimony, "writes" | "overwrites">): number {
  return writes.reduce((sum, { before, after }) => sum + after - before, netUndone(overwrites));
}

function netUndone(overwrites: Testimony["overwrites"]): number {
  return overwrites.reduce((sum, { undone, restored }) => sum + undone.length - restored, 0);
}

/** Each acknowledged hit is a write of its own, or part of a batch that says how many it adds. */
function causesInCounter(testimony: Testimony): Causes {
  const { acknowledged, unacknowledged, writes, overwrites, unwritten } = testimony;
  const carried = hitsCarried(testimony);
  const isBatched = testimony.unnamed === true || unwritten !== 0 || carried !== writes.length;
  const kept = carried + unwritten;
  const authors = new Set(writes.map(({ by }) => by));
  const written = [...acknowledged].filter((id) => authors.has(id)).length;
  return {
    overwritten: Math.max(0, netUndone(overwrites)),
    thrownAway: 0,
    takenAndGone: 0,
    unrecorded: isBatched ? Math.max(0, acknowledged.size - kept) : acknowledged.size - written,
    surplus: isBatched
      ? Math.max(0, kept - acknowledged.size)
      : writes.filter(({ by }) => by === null || unacknowledged.has(by)).length,
  };
}

function causesInBuffer(
  { acknowledged, writes, unnamed }: Testimony,
  { added, removals }: NonNullable<Testimony["buffer"]>,
): Causes {
  const addedBy = new Map<string | null, number>();
  for (const { by, before, after } of writes) addedBy.set(by, (addedBy.get(by) ?? 0) + after - before);
  let takenAndGone = 0;
  let surplus = Math.max(0, added.length - acknowledged.size);
  if (unnamed) {
    const taken = removals.reduce((sum, removal) => sum + removal.taken.length, 0);
    const stored = writes.reduce((sum, { before, after }) => sum + after - before, 0);
    takenAndGone = Math.max(0, taken - stored);
    surplus += Math.max(0, stored - taken);
  }
  for (const { by, taken } of unnamed ? [] : removals) {
    const stored = by === null ? taken.length : (addedBy.get(by) ?? 0);
    addedBy.delete(by);
    takenAndGone += Math.max(0, taken.length - stored);
    surplus += Math.max(0, stored - taken.length);
  }
  // Added to PostgreSQL, and never removed from Redis.
  for (const [by, stored] of unnamed ? [] : addedBy) if (by !== null) surplus += Math.max(0, stored);
  return {
    overwritten: 0,
    thrownAway: removals.reduce((sum, { thrownAway }) => sum + thrownAway.length, 0),
    takenAndGone,
    unrecorded: Math.max(0, acknowledged.size - added.length),
    surplus,
  };
}
