import type { CounterWrite } from "../../common/counter-write.ts";
import { outcomes } from "../../common/outcome.ts";
import type { HitTrace } from "../../inspection/witness/app-trace.ts";
import type { Evidence } from "../../inspection/witness/witnesses.ts";
import { causesOf, explainedBy, hitsCarried } from "../../ledger/explain.ts";
import { findOverwrites, type Overwrite } from "../../ledger/overwrites.ts";
import { findThrownAway, type Removal } from "../../ledger/thrown-away.ts";
import type { HitIds } from "../../load/hit-ids.ts";
import { ownStrategy } from "../../stack/own-app/contract.ts";
import type { LoadResult } from "../load/result.ts";
import { replayOf } from "./replay.ts";
import {
  type Collision,
  type ExplainResult,
  ledgerOfRun,
  mostCollisions,
  mostNames,
  type Party,
} from "./result.ts";
import { telling } from "./telling.ts";
import { bufferCommands, commandsOnKey, hasBuffer } from "./testimony.ts";

/** A run with what its witnesses recorded. */
export interface TracedRun {
  readonly result: LoadResult;
  readonly evidence: Evidence;
  readonly ids: HitIds;
  /** The outcome of each hit, as `LoadReport` has it. */
  readonly outcomeOf: Uint8Array;
  /** How many hits were in the buffer before it. */
  readonly pendingBefore: number;
}

/** Everything but the price of the trace. */
export function readEvidence(traced: TracedRun): Omit<ExplainResult, "price"> {
  const { result, evidence, pendingBefore } = traced;
  const { writes, commands, traces } = evidence;
  const { acknowledged, unacknowledged } = namesOf(traced);
  const { overwrites, lost: undone } = findOverwrites(writes);
  const { ownBuffer } = evidence;
  // An app that is not ours may not tell the servers which hit they work for.
  const isOwn = result.strategy === ownStrategy;
  const isNamed = !isOwn || (ownBuffer === undefined && writes.some(({ by }) => by !== null));
  const buffered =
    ownBuffer === undefined
      ? bufferCommands(commands ?? [], traces, pendingBefore)
      : commandsOnKey(commands ?? [], ownBuffer, pendingBefore);
  const added = buffered.filter(({ kind }) => kind === "add").map(({ by }) => by);
  const removals = findThrownAway(buffered, pendingBefore);
  const buffer = added.length > 0 ? { added, removals } : undefined;
  const unwritten = evidence.pending - pendingBefore;
  const causes = causesOf({
    acknowledged,
    unacknowledged,
    writes,
    overwrites,
    unwritten,
    ...(buffer && { buffer }),
    unnamed: !isNamed,
  });
  const writers = new Set(writes.map(({ by }) => by));
  // A batch does not say which hits are in it.
  const isEach = unwritten === 0 && hitsCarried({ writes, overwrites }) === writes.length;
  const recorded = isNamed ? (buffer?.added ?? (isEach ? writers : undefined)) : undefined;
  const names = lostNames(acknowledged, undone, removals, writers, recorded);
  const reader = new Reader(traces, writes);
  const sizes = Map.groupBy(overwrites, ({ undone }) => undone.length);
  const all = overwrites
    .filter(({ undone }) => undone.length > 0)
    .toSorted((a, b) => b.undone.length - a.undone.length || a.write.at - b.write.at)
    .map((overwrite) => reader.collision(overwrite));
  const collisions = telling(all, mostCollisions);
  return {
    action: "explain",
    run: result.run,
    strategy: result.strategy,
    acknowledged: acknowledged.size,
    lost: result.lost,
    ledger: ledgerOfRun.parse(result),
    explained: explainedBy(causes),
    overwrites: overwrites.length,
    worst: Math.max(0, ...sizes.keys()),
    restored: overwrites.reduce((sum, { restored }) => sum + restored, 0),
    causes,
    sizes: [...sizes]
      .map(([undid, { length: times }]) => ({ undid, times }))
      .sort((a, b) => a.undid - b.undid),
    collisions,
    replay: replayOf(result.strategy, collisions[0]),
    removals: removals
      .map((removal) => reader.removal(removal, writers))
      .filter(({ thrownAway, gone }) => thrownAway > 0 || gone > 0)
      .slice(0, mostCollisions),
    lostHits: names.slice(0, mostNames),
    ...(commands === null && (ownBuffer !== undefined || hasBuffer(traces)) && { unheard: true }),
    ...(!isNamed && { unnamed: true }),
    recorded: { writes: writes.length, commands: commands?.length ?? null, hits: traces.length },
  };
}

function namesOf({ result, ids, outcomeOf }: TracedRun) {
  const acknowledged = new Set<string>();
  const unacknowledged = new Set<string>();
  const ok = outcomes.indexOf("ok");
  for (let hit = 0; hit < result.attempted; hit += 1)
    (outcomeOf[hit] === ok ? acknowledged : unacknowledged).add(ids.of(hit));
  return { acknowledged, unacknowledged };
}

/** The hits and the calls of "process" that have written to the counter. */
type Writers = ReadonlySet<string | null>;

/** Hits that a removal had read and that its "process" never added to PostgreSQL. */
function goneIn({ by, taken }: Removal, writers: Writers): Removal["taken"] {
  return by === null || writers.has(by) ? [] : taken;
}

/** In the order in which they were lost, as far as that is known. */
function lostNames(
  acknowledged: ReadonlySet<string>,
  undone: readonly CounterWrite[],
  removals: readonly Removal[],
  writers: Writers,
  recorded: Iterable<string | null> | undefined,
): string[] {
  const removed = removals.flatMap((removal) => [...removal.thrownAway, ...goneIn(removal, writers)]);
  const known = recorded && new Set(recorded);
  const unrecorded = known ? [...acknowledged].filter((id) => !known.has(id)) : [];
  return [...undone.map(({ by }) => by), ...removed, ...unrecorded]
    .filter((id) => id !== null)
    .filter((id) => acknowledged.has(id));
}

/** Puts what the app recorded beside what the servers did. */
class Reader {
  readonly #traces: ReadonlyMap<string, HitTrace>;
  readonly #start: number;

  constructor(traces: readonly HitTrace[], writes: readonly CounterWrite[]) {
    this.#traces = new Map(traces.map((trace) => [trace.id, trace]));
    const times = [
      ...traces.flatMap(({ steps }) => steps.map(({ sentAt }) => sentAt)),
      ...writes.map(({ at }) => at),
    ];
    this.#start = times.reduce((first, time) => Math.min(first, time), Infinity);
  }

  collision({ write, undone }: Overwrite): Collision {
    const parties = [...undone, write].map((each) => this.#party(each));
    return { undid: undone.length, found: write.before, hits: parties };
  }

  removal(removal: Removal, writers: Writers) {
    const { at, took, held, thrownAway } = removal;
    return {
      atMs: this.#since(at),
      read: took,
      removed: held,
      thrownAway: thrownAway.length,
      gone: goneIn(removal, writers).length,
      hits: thrownAway.slice(0, 20),
    };
  }

  #party(write: CounterWrite | null): Party {
    if (!write)
      return { id: null, read: null, wrote: null, atMs: null, readMs: null, backend: null, app: null };
    const trace = this.#traces.get(write.by ?? "");
    const read = trace?.steps.findLast(
      ({ server, value, sentAt }) => server === "postgres" && value !== null && sentAt <= write.at,
    );
    return {
      id: write.by,
      read: read?.value ?? write.after - 1,
      wrote: write.after,
      atMs: this.#since(write.at),
      readMs: read?.answeredAt ? [this.#since(read.sentAt), this.#since(read.answeredAt)] : null,
      backend: write.backend,
      app: trace?.pid ?? null,
    };
  }

  /** The clocks of two processes may differ by a fraction of a millisecond. */
  #since(time: number): number {
    return Math.max(0, Math.round((time - this.#start) * 1000) / 1000);
  }
}
