import { setTimeout as sleep } from "node:timers/promises";
import { stillAnswersWithin } from "../../inspection/hang-watch.ts";
import type { LoadProgress } from "../../load/load.ts";

/** What is known of the answers is half a second old at most. Milliseconds. */
const silentFor = stillAnswersWithin - 500;

/** The times of a load that runs in a process of its own, derived from the progress that it reports. */
export class LoadClock {
  readonly #begun = Promise.withResolvers<number>();
  #startedAt: number | undefined;
  #answeredAt = 0;
  #halted = false;
  #resumedAt = Number.NEGATIVE_INFINITY;

  heard({ elapsedMs, silentMs }: LoadProgress): void {
    // Nothing is known before the first hit.
    if (elapsedMs === 0) return;
    const now = performance.now();
    this.#answeredAt = now - silentMs;
    if (this.#startedAt !== undefined) return;
    this.#startedAt = now - elapsedMs;
    this.#begun.resolve(this.#startedAt);
  }

  /** True when the app has answered no hit for seconds, though the load itself neither froze nor killed it. */
  get appIsSilent(): boolean {
    if (this.#startedAt === undefined || this.#halted) return false;
    return performance.now() - Math.max(this.#answeredAt, this.#resumedAt) >= silentFor;
  }

  /** From then on, its silence says nothing about the app. */
  haltsApp(): void {
    this.#halted = true;
  }

  resumesApp(): void {
    this.#halted = false;
    this.#resumedAt = performance.now();
  }

  get elapsedMs(): number {
    return this.#startedAt === undefined ? 0 : performance.now() - this.#startedAt;
  }

  /** @returns true that many seconds after the first hit, false when the load ended earlier. */
  async reaches(seconds: number, over: AbortSignal): Promise<boolean> {
    const isOver = new Promise<undefined>((resolve) => {
      if (over.aborted) resolve(undefined);
      over.addEventListener("abort", () => resolve(undefined), { once: true });
    });
    const startedAt = await Promise.race([this.#begun.promise, isOver]);
    if (startedAt === undefined || over.aborted) return false;
    const restMs = startedAt + seconds * 1000 - performance.now();
    await sleep(Math.max(0, restMs), undefined, { signal: over }).catch(() => undefined);
    return !over.aborted;
  }
}
