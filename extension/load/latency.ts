import type { LoadReport, Percentiles } from "./load.ts";

/** Values of one power of two share this many steps: a step is less than a thousandth of its value. */
const stepsPerDoubling = 1024;
const doublings = 17;
const highestMicroseconds = 2 * stepsPerDoubling * 2 ** (doublings - 1) - 1;

/** Upper ends in milliseconds, ten to each power of ten, from 0.1 ms to 80 s. */
const bucketEnds = [0.1, 1, 10, 100, 1000, 10_000].flatMap((decade) =>
  [1, 1.25, 1.6, 2, 2.5, 3.15, 4, 5, 6.3, 8].map((step) => Number((decade * step).toPrecision(3))),
);

/**
 * Latencies of answers, recorded one by one without any correction.
 * Resolution: 1 µs up to 2 ms, above that one part in a thousand. `max` is exact.
 */
export class Latencies {
  /** Steps of 1 µs below 2,048 µs, then of 2 µs below 4,096, and so on: all bits but the top 11 are dropped. */
  readonly #steps = new Uint32Array(stepsPerDoubling * (doublings + 1));
  readonly #buckets = new Uint32Array(bucketEnds.length);
  #count = 0;
  #max = 0;

  record(ms: number): void {
    const microseconds = Math.min(Math.max(Math.round(ms * 1000), 1), highestMicroseconds);
    const step = stepOf(microseconds);
    this.#steps[step] = (this.#steps[step] ?? 0) + 1;
    const bucket = bucketOf(ms);
    this.#buckets[bucket] = (this.#buckets[bucket] ?? 0) + 1;
    this.#count += 1;
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
    if (this.#count === 0) return 0;
    let left = Math.max(1, Math.ceil((this.#count * percent) / 100));
    const step = this.#steps.findIndex((count) => {
      left -= count;
      return left <= 0;
    });
    // The upper end of a step may lie above the exact maximum.
    return Math.min(endOf(step) / 1000, this.#max);
  }
}

function stepOf(microseconds: number): number {
  const dropped = Math.max(0, 21 - Math.clz32(microseconds));
  return dropped * stepsPerDoubling + (microseconds >>> dropped);
}

/** The highest value of a step. */
function endOf(step: number): number {
  const dropped = Math.max(0, Math.floor(step / stepsPerDoubling) - 1);
  return (step - dropped * stepsPerDoubling + 1) * 2 ** dropped - 1;
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
