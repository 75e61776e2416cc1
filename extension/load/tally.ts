import { machineTime } from "../common/machine-time.ts";
import { outcomes } from "../common/outcome.ts";
import { Latencies } from "./latency.ts";
import type { LoadProgress, LoadReport } from "./load.ts";
import type { Judgement } from "./outcome.ts";
import { Samples } from "./samples.ts";

const inFlight = 255;
const mostCodes = 100;

/** The account of one run: every hit that was sent gets exactly one outcome. Times are `performance.now()`. */
export class Tally {
  #outcomeOf = new Uint8Array(1024);
  #sent = 0;
  #retried = 0;
  #startedAt = 0;
  #lastAnswerAt = 0;
  #lastOutcomeAt = 0;
  readonly #total = { attempted: 0, ok: 0, failed: 0, unknown: 0 };
  readonly #samples = new Samples();
  /** The progress reports of the last second. */
  readonly #reported: { readonly at: number; readonly attempted: number }[] = [];
  readonly #failures = new Map<string, number>();
  #exception: LoadReport["exception"];
  readonly #latencies = new Latencies();
  #okMs = 0;

  get sent(): number {
    return this.#sent;
  }

  /** How many of those that were sent are retries of earlier ones. */
  get retried(): number {
    return this.#retried;
  }

  get inFlight(): number {
    return this.#sent - this.#total.attempted;
  }

  /** Registers the next hit and returns its number. The run begins with the first one. */
  send(at: number, isRetry = false): number {
    if (isRetry) this.#retried += 1;
    if (this.#sent === 0) this.#startedAt = this.#lastAnswerAt = this.#lastOutcomeAt = at;
    if (this.#sent === this.#outcomeOf.length) {
      const grown = new Uint8Array(this.#sent * 2);
      grown.set(this.#outcomeOf);
      this.#outcomeOf = grown;
    }
    const hit = this.#sent;
    this.#outcomeOf[hit] = inFlight;
    this.#sent += 1;
    return hit;
  }

  /** The latency of a hit that was answered counts from `since`. */
  answered(hit: number, judgement: Judgement, since: number, now: number): void {
    this.#lastAnswerAt = now;
    this.#latencies.record(now - since);
    if (judgement.outcome === "ok") this.#okMs += now - since;
    this.settle(hit, judgement, now);
  }

  settle(hit: number, { outcome, code, thrown }: Judgement, now: number): void {
    if (this.#outcomeOf[hit] !== inFlight) throw new Error(`Hit ${hit} has an outcome already.`);
    this.#outcomeOf[hit] = outcomes.indexOf(outcome);
    this.#lastOutcomeAt = now;
    this.#total.attempted += 1;
    this.#total[outcome] += 1;
    this.#samples.add(now - this.#startedAt, outcome);
    if (code !== undefined) this.#countFailure(code);
    if (thrown === undefined) return;
    const { text, hits } = this.#exception ?? { text: thrown, hits: 0 };
    this.#exception = { text, hits: hits + 1 };
  }

  /** `fraction` is how much of the run is done, from 0 to 1. */
  progress(now: number, fraction: number): LoadProgress {
    return {
      ...this.#total,
      elapsedMs: now - this.#startedAt,
      fraction,
      answersPerSecond: this.#latestRate(now),
      silentMs: now - this.#lastAnswerAt,
    };
  }

  /** Over the last second, or the run so far if it is shorter. */
  #latestRate(now: number): number {
    const { attempted } = this.#total;
    while (now - (this.#reported[1]?.at ?? now) >= 1000) this.#reported.shift();
    const since = this.#reported[0] ?? { at: this.#startedAt, attempted: 0 };
    this.#reported.push({ at: now, attempted });
    return now > since.at ? ((attempted - since.attempted) * 1000) / (now - since.at) : 0;
  }

  /** Only when nothing is in flight. */
  report(endedEarly: boolean): LoadReport {
    const { attempted, ok, failed, unknown } = this.#total;
    const answered = this.#lastAnswerAt > this.#startedAt;
    const durationMs = (answered ? this.#lastAnswerAt : this.#lastOutcomeAt) - this.#startedAt;
    return {
      attempted,
      ok,
      failed,
      unknown,
      startedAt: machineTime() - (performance.now() - this.#startedAt),
      durationMs,
      okMeanMs: ok > 0 ? this.#okMs / ok : null,
      requestsPerSecond: durationMs > 0 ? (ok * 1000) / durationMs : 0,
      latencyMs: this.#latencies.percentiles(),
      latencyBuckets: this.#latencies.buckets(),
      samples: this.#samples.until(this.#lastOutcomeAt - this.#startedAt),
      failures: Object.fromEntries(this.#failures),
      ...(this.#exception && { exception: this.#exception }),
      outcomeOf: this.#outcomeOf.slice(0, this.#sent),
      ...(endedEarly && { endedEarly: true as const }),
    };
  }

  /** A server that invents a code for every answer must not exhaust the memory. */
  #countFailure(code: string): void {
    const name = this.#failures.has(code) || this.#failures.size < mostCodes ? code : "other";
    this.#failures.set(name, (this.#failures.get(name) ?? 0) + 1);
  }
}
