import { type Outcome, outcomes } from "../common/outcome.ts";

/** What clients wanted to happen once, each in one or more attempts. Counts of intents. */
export interface Intents {
  readonly attempted: number;
  /** One of its attempts was acknowledged; then the client made no further one. */
  readonly ok: number;
  /** Every attempt was refused. */
  readonly failed: number;
  /** No attempt was acknowledged, and at least one got no clear answer. */
  readonly unknown: number;
  /** How many are stored or in the buffer not at all, once, or more often. Missing where only a counter is kept. */
  readonly stored0?: number;
  readonly stored1?: number;
  readonly storedMore?: number;
}

/** The attempts of a run in which clients tried again. */
export interface Attempts {
  /** The outcome of attempt n, as its place in `outcomes`. */
  readonly outcomeOf: Uint8Array;
  /** The first attempt of the same intent. */
  readonly firstOf: Uint32Array;
  /** True when all attempts of an intent carry the id of the first one. */
  readonly sameId: boolean;
}

/** What an intent came to: the best that any of its attempts did. */
const better: readonly Outcome[] = ["failed", "unknown", "ok"];
const rankOf = Uint8Array.from(outcomes, (outcome) => better.indexOf(outcome));

/**
 * For each attempt, whether it stands for its id: the one of an intent that did best, the first of them, where all
 * carry one id; else every attempt.
 */
export function standForIds({ outcomeOf, firstOf, sameId }: Attempts): (attempt: number) => boolean {
  if (!sameId) return () => true;
  const best = bestOf({ outcomeOf, firstOf });
  return (attempt) => best.get(firstOf[attempt] ?? attempt) === attempt;
}

/**
 * @param keptOf how often the id of an attempt is stored or in the buffer; undefined where only a counter is kept
 */
export function countIntents(attempts: Attempts, keptOf?: (attempt: number) => number): Intents {
  const { outcomeOf, firstOf, sameId } = attempts;
  const best = bestOf(attempts);
  const counts = { ok: 0, failed: 0, unknown: 0 };
  for (const attempt of best.values()) counts[outcomes[outcomeOf[attempt] ?? 0] ?? "unknown"] += 1;
  const byClients = { attempted: best.size, ...counts };
  if (!keptOf) return byClients;
  const kept = new Map<number, number>();
  for (const [attempt, first] of firstOf.entries()) {
    if (sameId && attempt !== first) continue;
    kept.set(first, (kept.get(first) ?? 0) + keptOf(attempt));
  }
  const stored = { stored0: 0, stored1: 0, storedMore: 0 };
  for (const times of kept.values()) {
    stored[times === 0 ? "stored0" : times === 1 ? "stored1" : "storedMore"] += 1;
  }
  return { ...byClients, ...stored };
}

/** The attempt of each intent that did best, by the intent's first attempt. */
function bestOf({ outcomeOf, firstOf }: Pick<Attempts, "outcomeOf" | "firstOf">): Map<number, number> {
  const rank = (attempt: number) => rankOf[outcomeOf[attempt] ?? 0] ?? 0;
  const best = new Map<number, number>();
  for (const [attempt, first] of firstOf.entries()) {
    const so = best.get(first);
    if (so === undefined || rank(attempt) > rank(so)) best.set(first, attempt);
  }
  return best;
}
