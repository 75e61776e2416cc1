import type { Localized } from "../common/language.ts";
import type { Outcome, Outcomes } from "../common/outcome.ts";
import type { Ledger, Verdict } from "./ledger.ts";

/**
 * Judges by a bare counter. It is right iff ok ≤ stored + pending ≤ ok + unknown. Below, at least
 * ok − (stored + pending) hits are lost; above, it is at least that much too high, for a reason that
 * `surplusCause` names. A loss that a duplicate cancels cannot be seen. With unknown outcomes a count within the bounds proves nothing, not even when it
 * equals ok (one hit lost and one recovered look the same): the verdict is `open`.
 * @param kept counted since the run began, in hits
 * @throws RangeError when a count is not a whole number ≥ 0, or attempted is not ok + failed + unknown
 */
export function judgeCounter(outcomes: Outcomes, kept: { stored: number; pending: number }): Ledger {
  const { attempted, ok, failed, unknown } = checked(outcomes);
  const { stored, pending } = kept;
  requireCount("stored", stored);
  requireCount("pending", pending);
  const count = stored + pending;
  const lost = Math.max(0, ok - count);
  const duplicated = Math.max(0, count - (ok + unknown));
  const recovered = Math.min(unknown, Math.max(0, count - ok));
  const verdict = verdictOf({ lost, duplicated, unexpected: 0 }) ?? (unknown > 0 ? "open" : "exact");
  return {
    attempted,
    ok,
    failed,
    unknown,
    stored,
    pending,
    lost,
    duplicated,
    recovered,
    byName: false,
    verdict,
  };
}

/**
 * Judges by the names of the stored and the pending hits: every hit is accounted for, so nothing stays open.
 * Lost is ok − present, recovered is unknown ∩ present, duplicated is stored more than once, unexpected is
 * present although refused or never sent.
 * @param hits the outcome of hit n stands at index n
 * @param idOf the id of hit n
 * @param stored how often each hit of this run is stored
 * @param pending the hits of this run that were in the buffer before `stored` was read: what is in both has been
 * moved since, or is about to be acknowledged
 * @param standsForId false for a hit whose id is looked up for another hit that carries it too
 * @throws RangeError as `judgeCounter`, and when the outcomes do not add up to the counts
 */
export function judgeByName(
  hits: Outcomes & { readonly outcomeOf: readonly Outcome[] },
  idOf: (hit: number) => string,
  stored: ReadonlyMap<string, number>,
  pending: ReadonlySet<string> = new Set(),
  standsForId: (hit: number) => boolean = () => true,
): Ledger & { readonly unexpected: number } {
  const { attempted, ok, failed, unknown } = checked(hits);
  requireSameCounts(hits);
  const isStored = (id: string) => (stored.get(id) ?? 0) > 0;
  const there = { ok: 0, failed: 0, unknown: 0 };
  for (const [n, outcome] of hits.outcomeOf.entries()) {
    if (!standsForId(n)) continue;
    const id = idOf(n);
    if (isStored(id) || pending.has(id)) there[outcome] += 1;
  }
  let [names, rows, duplicated] = [0, 0, 0];
  for (const [id, times] of stored) {
    requireCount(id, times);
    rows += times;
    if (times > 0) names += 1;
    if (times > 1) duplicated += 1;
  }
  let waiting = 0;
  for (const id of pending) if (!isStored(id)) waiting += 1;
  const lost = ok - there.ok;
  const recovered = there.unknown;
  const unexpected = names + waiting - there.ok - there.unknown;
  const verdict = verdictOf({ lost, duplicated, unexpected }) ?? "exact";
  return {
    attempted,
    ok,
    failed,
    unknown,
    stored: rows,
    pending: waiting,
    lost,
    duplicated,
    recovered,
    unexpected,
    byName: true,
    verdict,
  };
}

/** The same account when so many of the pending hits are only the app's word: it can be right, and cannot be known to be. */
export function withClaims<Judged extends Ledger>(ledger: Judged, claimed: number): Judged {
  if (claimed === 0) return ledger;
  return { ...ledger, claimed, verdict: ledger.verdict === "exact" ? "open" : ledger.verdict };
}

/** The account of a run after which the servers could not be read. */
export function unreadLedger({ attempted, ok, failed, unknown }: Outcomes, unread: Localized): Ledger {
  const counts = { stored: 0, pending: 0, lost: 0, duplicated: 0, recovered: 0 };
  return { attempted, ok, failed, unknown, ...counts, byName: false, unread, verdict: "open" };
}

/** The same account while the count still changes: nothing is lost yet, and nothing is certain. */
export function stillMoving(ledger: Ledger): Ledger {
  return { ...ledger, lost: 0, duplicated: 0, verdict: "open", moving: true };
}

/**
 * Why more was counted than was acknowledged or left open. Refused hits that were stored explain a count up to
 * `attempted`; a higher one has some hit in it more than once. Undefined when nothing is too much.
 */
export function surplusCause(ledger: Ledger): "repeated" | "refused" | "either" | undefined {
  const { attempted, ok, unknown, stored, pending, duplicated, byName } = ledger;
  if (duplicated === 0) return undefined;
  if (byName || stored + pending > attempted) return "repeated";
  return ok + unknown === 0 ? "refused" : "either";
}

/** The verdict on a run that lost or duplicated hits; undefined when it did neither. */
export function verdictOf(found: {
  lost: number;
  duplicated: number;
  unexpected: number;
}): Verdict | undefined {
  if (found.lost > 0 && found.duplicated > 0) return "lost-and-duplicated";
  if (found.lost > 0) return "lost";
  if (found.duplicated > 0) return "duplicated";
  return found.unexpected > 0 ? "unexpected" : undefined;
}

function checked(outcomes: Outcomes): Outcomes {
  const { attempted, ok, failed, unknown } = outcomes;
  for (const [name, count] of Object.entries({ attempted, ok, failed, unknown })) requireCount(name, count);
  if (attempted !== ok + failed + unknown) {
    throw new RangeError(`attempted is ${attempted}, but ok + failed + unknown is ${ok + failed + unknown}`);
  }
  return outcomes;
}

function requireSameCounts({ outcomeOf, ...counts }: Outcomes & { outcomeOf: readonly Outcome[] }): void {
  const counted = { ok: 0, failed: 0, unknown: 0 };
  for (const outcome of outcomeOf) counted[outcome] += 1;
  for (const outcome of ["ok", "failed", "unknown"] as const) {
    if (counted[outcome] !== counts[outcome]) {
      throw new RangeError(
        `${outcome} is ${counts[outcome]}, but ${counted[outcome]} hits have that outcome`,
      );
    }
  }
}

function requireCount(name: string, count: number): void {
  if (!Number.isSafeInteger(count) || count < 0) {
    throw new RangeError(`${name} must be a whole number of hits, not ${count}`);
  }
}
