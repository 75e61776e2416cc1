import { build } from "hdr-histogram-js";
import type { LoadReport, Percentiles } from "./load.ts";

const highestMicroseconds = 120_000_000;

/** Upper ends in milliseconds, ten to each power of ten, from 0.1 ms to 80 s. */
const bucketEnds = [0.1, 1, 10, 100, 1000, 10_000].flatMap((decade) =>
  [1, 1.25, 1.6, 2, 2.5, 3.15, 4, 5, 6.3, 8].map((step) => Number((decade * step).toPrecision(3))),
);

/**
 * Latencies of answers, recorded one by one without any correction.
 * Resolution: 1 µs up to 2 ms, above that one part in a thousand. `max` is exact.
 */
export class Latencies {
  readonly #histogram = build({
    lowestDiscernibleValue: 1,
    highestTrackableValue: highestMicroseconds,
    numberOfSignificantValueDigits: 3,
  });
  readonly #buckets = new Uint32Array(bucketEnds.length);
  #max = 0;

  record(ms: number): void {
    const microseconds = Math.round(ms * 1000);
    this.#histogram.recordValue(Math.min(Math.max(microseconds, 1), highestMicroseconds));
    const bucket = bucketOf(ms);
    this.#buckets[bucket] = (this.#buckets[bucket] ?? 0) + 1;
    if (ms > this.#max) this.#max = ms;
  }

  /** All zero when nothing was recorded. */
  percentiles(): Percentiles {
    return {
      p50: this.#percentile(50),
      p90: this.#percentile(90),
      p99: this.#percentile(99),
      max: this.#max,
    };
  }

  /** From the first bucket that holds something to the last; empty ones between them are kept. */
  buckets(): LoadReport["latencyBuckets"] {
    const counts = Array.from(bucketEnds, (upToMs, index) => ({ upToMs, count: this.#buckets[index] ?? 0 }));
    const first = counts.findIndex(({ count }) => count > 0);
    const last = counts.findLastIndex(({ count }) => count > 0);
    return first < 0 ? [] : counts.slice(first, last + 1);
  }

  #percentile(percent: number): number {
    if (this.#histogram.totalCount === 0) return 0;
    // The histogram answers with the upper end of its finest step, which may lie above the exact maximum.
    return Math.min(this.#histogram.getValueAtPercentile(percent) / 1000, this.#max);
  }
}

function bucketOf(ms: number): number {
  let low = 0;
  let high = bucketEnds.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ms <= (bucketEnds[middle] ?? 0)) high = middle;
    else low = middle + 1;
  }
  return low;
}
