import { type Outcome, outcomes } from "../common/outcome.ts";
import type { LoadSample } from "./load.ts";

const mostSamples = 120;
const shortestMs = 10;

type Sample = { -readonly [Key in keyof LoadSample]: number };

/** What was answered when: a whole run in at most 120 samples of one length, which doubles as the run grows. */
export class Samples {
  #stepMs = shortestMs;
  #samples: Sample[] = [];

  /** Stretches in which nothing was answered get a sample too. */
  add(elapsedMs: number, outcome: Outcome): void {
    while (elapsedMs >= mostSamples * this.#stepMs) this.#double();
    const index = Math.max(0, Math.floor(elapsedMs / this.#stepMs));
    for (let length = this.#samples.length; length <= index; length += 1) {
      this.#samples.push({ atMs: (length + 1) * this.#stepMs, attempted: 0, ok: 0, failed: 0, unknown: 0 });
    }
    const sample = this.#samples[index];
    if (!sample) return;
    sample.attempted += 1;
    sample[outcome] += 1;
  }

  /** The last one is as short as the run. */
  until(endMs: number): LoadSample[] {
    return this.#samples.map((sample) => ({ ...sample, atMs: Math.min(sample.atMs, endMs) }));
  }

  #double(): void {
    this.#stepMs *= 2;
    const odd = this.#samples.filter((_, index) => index % 2 === 1);
    this.#samples = this.#samples.filter((_, index) => index % 2 === 0);
    for (const [index, sample] of this.#samples.entries()) {
      sample.atMs = (index + 1) * this.#stepMs;
      sample.attempted += odd[index]?.attempted ?? 0;
      for (const outcome of outcomes) sample[outcome] += odd[index]?.[outcome] ?? 0;
    }
  }
}
