import type { Outcome } from "../../../common/outcome.ts";
import { judgeByName, judgeCounter } from "../../../ledger/judge.ts";
import type { Event, History } from "./event.ts";

/** What a history proves to be wrong, and of how many hits. */
export interface Faults {
  readonly lost: number;
  /** By a counter: how much it is too high. */
  readonly duplicated: number;
  readonly unexpected: number;
  readonly outOfOrder: number;
}

type ReadIds = Extract<Event, { what: "read-ids" }>;

/** A hit, as its client knows it by then. */
interface Hit {
  readonly client: string;
  readonly sentAt: number;
  acknowledgedAt: number;
  /** Sendings that were not answered. */
  open: number;
}

const never = Number.POSITIVE_INFINITY;

/** Judges each reading by the ledger. @returns of each fault the most that any of them shows; undefined: there is none */
export function judgeHistory(history: History): Faults | undefined {
  const hits = new Map<string, Hit>();
  const most = { lost: 0, duplicated: 0, unexpected: 0, outOfOrder: 0 };
  for (const [at, event] of history.entries()) {
    note(event, at, hits);
    if (event.what !== "read-ids" && event.what !== "read-counter") continue;
    const outcomeOf = [...hits.values()].map(outcomeOfHit);
    const outcomes = countOutcomes(outcomeOf);
    const ids = [...hits.keys()];
    const ledger =
      event.what === "read-counter"
        ? judgeCounter(outcomes, event)
        : judgeByName(
            { ...outcomes, outcomeOf },
            (hit) => ids[hit] ?? "",
            times(event.stored),
            new Set(event.pending),
          );
    most.lost = Math.max(most.lost, ledger.lost);
    most.duplicated = Math.max(most.duplicated, ledger.duplicated);
    most.unexpected = Math.max(most.unexpected, ledger.unexpected ?? 0);
    if (event.what === "read-ids") most.outOfOrder = Math.max(most.outOfOrder, overtaken(event, hits));
  }
  return Object.values(most).some((hits) => hits > 0) ? most : undefined;
}

function note(event: Event, at: number, hits: Map<string, Hit>): void {
  if (event.what === "sent") {
    const { id, client } = event;
    const { open, ...hit } = hits.get(id) ?? { client, sentAt: at, acknowledgedAt: never, open: 0 };
    hits.set(id, { ...hit, open: open + 1 });
    return;
  }
  if (event.what !== "acknowledged" && event.what !== "refused") return;
  const hit = hits.get(event.id);
  if (!hit) return;
  hit.open -= 1;
  if (event.what === "acknowledged") hit.acknowledgedAt = Math.min(hit.acknowledgedAt, at);
}

/** The best that any sending of it came to. */
function outcomeOfHit({ acknowledgedAt, open }: Hit): Outcome {
  if (acknowledgedAt !== never) return "ok";
  return open > 0 ? "unknown" : "failed";
}

function countOutcomes(outcomeOf: readonly Outcome[]) {
  const counts = { ok: 0, failed: 0, unknown: 0 };
  for (const outcome of outcomeOf) counts[outcome] += 1;
  return { attempted: outcomeOf.length, ...counts };
}

function times(ids: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

/** How many hits are stored before one of the same client that was acknowledged before they were sent. */
function overtaken({ stored }: ReadIds, hits: ReadonlyMap<string, Hit>): number {
  return stored.filter((id, place) => {
    const hit = hits.get(id);
    if (!hit || stored.indexOf(id) !== place) return false;
    return stored.slice(place + 1).some((later) => {
      const other = hits.get(later);
      const isFirst = stored.indexOf(later) > place;
      return isFirst && other?.client === hit.client && other.acknowledgedAt < hit.sentAt;
    });
  }).length;
}
