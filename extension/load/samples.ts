import type { Outcome } from "../common/outcome.ts";
import type { LoadSample } from "./load.ts";

const mostSamples = 120;
const shortestMs = 10;

type Counts = Readonly<Record<Outcome, Uint32Array>>;

const noCounts = (): Counts => ({
  ok: new Uint32Array(mostSamples),
  failed: new Uint32Array(mostSamples),
  unknown: new Uint32Array(mostSamples),
});

/** Outcomes over time: a whole run in at most 120 samples of equal length, which doubles as the run grows. */
export class Samples {
  readonly #counts = noCounts();
  #stepMs = shortestMs;
  #length = 0;

  /** Periods without an outcome get a sample too. */
  add(elapsedMs: number, outcome: Outcome): void {
    while (elapsedMs >= mostSamples * this.#stepMs) this.#double();
    const index = Math.max(0, Math.floor(elapsedMs / this.#stepMs));
    const counts = this.#counts[outcome];
    counts[index] = (counts[index] ?? 0) + 1;
    if (index >= this.#length) this.#length = index + 1;
  }

  /** The last one is as short as the run. */
  until(endMs: number): LoadSample[] {
    return Array.from({ length: this.#length }, (_, index) => {
      const [ok = 0, failed = 0, unknown = 0] = Object.values(this.#counts).map((counts) => counts[index]);
      const atMs = Math.min((index + 1) * this.#stepMs, endMs);
      return { atMs, attempted: ok + failed + unknown, ok, failed, unknown };
    });
  }

  #double(): void {
    this.#stepMs *= 2;
    this.#length = Math.ceil(this.#length / 2);
    for (const counts of Object.values(this.#counts)) {
      for (let index = 0; index < mostSamples; index += 1) {
        counts[index] = (counts[2 * index] ?? 0) + (counts[2 * index + 1] ?? 0);
      }
    }
  }
}
