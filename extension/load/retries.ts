import type { Outcome } from "../common/outcome.ts";

/** What clients do when a hit was refused or got no clear answer. */
export interface RetryPolicy {
  /** How often they send it again at most. */
  readonly times: number;
  /** True: every attempt carries the id of the first one. False: each has a new id. */
  readonly sameId: boolean;
  /** Milliseconds before the first retry; each further one waits twice as long. */
  readonly backoffMs: number;
  /** True: a client waits a random part of that time, so that clients do not come back all at once. */
  readonly jitter: boolean;
}

/** An attempt that is still to be made. */
interface Retry {
  /** The first attempt of the same intent. */
  readonly first: number;
  /** How many retries there were before. */
  readonly before: number;
  readonly dueAt: number;
}

/** The line of the attempts that are still to be made, and which attempts belong together. Times are `performance.now()`. */
export class Retries {
  readonly #policy: RetryPolicy;
  /** By their time, the next one last. */
  readonly #line: Retry[] = [];
  /** Retries in flight, by the number of the attempt. */
  readonly #inFlight = new Map<number, Retry>();
  readonly #firstOf: number[] = [];

  constructor(policy: RetryPolicy) {
    this.#policy = policy;
  }

  get waiting(): number {
    return this.#line.length;
  }

  /** When the next retry is due; undefined when none waits. */
  get nextDueAt(): number | undefined {
    return this.#line.at(-1)?.dueAt;
  }

  isDue(now: number): boolean {
    return (this.nextDueAt ?? Number.POSITIVE_INFINITY) <= now;
  }

  take(): Retry | undefined {
    return this.#line.pop();
  }

  /** Every attempt must be told in its order, a retry with what `take` returned. */
  sent(attempt: number, retry: Retry | undefined): void {
    this.#firstOf.push(retry?.first ?? attempt);
    if (retry) this.#inFlight.set(attempt, retry);
  }

  /** Lines up a retry where the policy allows one. */
  settled(attempt: number, outcome: Outcome, now: number): void {
    const retry = this.#inFlight.get(attempt);
    this.#inFlight.delete(attempt);
    const before = retry ? retry.before + 1 : 0;
    if (outcome === "ok" || before === this.#policy.times) return;
    const dueAt = now + this.#wait(before);
    const place = this.#line.findIndex((other) => other.dueAt <= dueAt);
    const next = { first: retry?.first ?? attempt, before, dueAt };
    this.#line.splice(place < 0 ? this.#line.length : place, 0, next);
  }

  /** Those that wait are never sent. */
  giveUp(): void {
    this.#line.length = 0;
  }

  /** The number that the id of an attempt is made of. */
  nameOf(attempt: number): number {
    return this.#policy.sameId ? (this.#firstOf[attempt] ?? attempt) : attempt;
  }

  /** The first attempt of the same intent, for each attempt. */
  firstOf(): Uint32Array {
    return Uint32Array.from(this.#firstOf);
  }

  #wait(before: number): number {
    const { backoffMs, jitter } = this.#policy;
    return backoffMs * 2 ** before * (jitter ? Math.random() : 1);
  }
}
