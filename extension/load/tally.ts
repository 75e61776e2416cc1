import { Latencies } from "./latency.ts";
import type { LoadProgress, LoadReport, LoadSample } from "./load.ts";
import { type Judgement, outcomes } from "./outcome.ts";

const inFlight = 255;
const mostCodes = 100;

/** The account of one run: every hit that was sent gets exactly one outcome. Times are `performance.now()`. */
export class Tally {
  #outcomeOf = new Uint8Array(1024);
  #sent = 0;
  #startedAt = 0;
  #lastAnswerAt = 0;
  #lastOutcomeAt = 0;
  readonly #total = emptySample(0);
  readonly #samples: Sample[] = [];
  readonly #failures = new Map<string, number>();
  readonly #latencies = new Latencies();

  get sent(): number {
    return this.#sent;
  }

  get inFlight(): number {
    return this.#sent - this.#total.attempted;
  }

  /** Enters the next hit and returns its number. The run begins with the first one. */
  send(at: number): number {
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
    this.settle(hit, judgement, now);
  }

  settle(hit: number, { outcome, code }: Judgement, now: number): void {
    if (this.#outcomeOf[hit] !== inFlight) throw new Error(`Hit ${hit} has an outcome already.`);
    this.#outcomeOf[hit] = outcomes.indexOf(outcome);
    this.#lastOutcomeAt = now;
    for (const counts of [this.#total, this.#sampleAt(now)]) {
      counts.attempted += 1;
      counts[outcome] += 1;
    }
    if (code !== undefined) this.#countFailure(code);
  }

  /** `fraction` is how much of the run is done, from 0 to 1. */
  progress(now: number, fraction: number): LoadProgress {
    const { attempted, ok, failed, unknown } = this.#total;
    const current = this.#sampleAt(now);
    const sample = this.#samples.at(-2) ?? { ...current, atMs: now - this.#startedAt };
    return {
      attempted,
      ok,
      failed,
      unknown,
      elapsedMs: now - this.#startedAt,
      fraction,
      sample: { ...sample },
    };
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
      durationMs,
      requestsPerSecond: durationMs > 0 ? (ok * 1000) / durationMs : 0,
      latencyMs: this.#latencies.percentiles(),
      latencyBuckets: this.#latencies.buckets(),
      samples: this.#finishedSamples(),
      failures: Object.fromEntries(this.#failures),
      outcomeOf: this.#outcomeOf.slice(0, this.#sent),
      ...(endedEarly && { endedEarly: true as const }),
    };
  }

  #finishedSamples(): LoadSample[] {
    const endMs = this.#lastOutcomeAt - this.#startedAt;
    const used = this.#samples.slice(0, Math.floor(endMs / 1000) + 1);
    return used.map((sample) => ({ ...sample, atMs: Math.min(sample.atMs, endMs) }));
  }

  /** Seconds in which nothing happened get a sample too. */
  #sampleAt(now: number): Sample {
    const second = Math.max(0, Math.floor((now - this.#startedAt) / 1000));
    for (let length = this.#samples.length; length <= second; length += 1) {
      this.#samples.push(emptySample((length + 1) * 1000));
    }
    return this.#samples[second] ?? this.#total;
  }

  /** A server that invents a code for each answer must not fill the memory. */
  #countFailure(code: string): void {
    const name = this.#failures.has(code) || this.#failures.size < mostCodes ? code : "other";
    this.#failures.set(name, (this.#failures.get(name) ?? 0) + 1);
  }
}

type Sample = { -readonly [Key in keyof LoadSample]: number };

function emptySample(atMs: number): Sample {
  return { atMs, attempted: 0, ok: 0, failed: 0, unknown: 0 };
}
