import { setTimeout as sleep } from "node:timers/promises";
import type { LoadProgress } from "../../load/load.ts";

/** The time of a load that runs in a process of its own, derived from the progress that it reports. */
export class LoadClock {
  readonly #begun = Promise.withResolvers<number>();
  #startedAt: number | undefined;

  heard({ elapsedMs }: LoadProgress): void {
    // Nothing is known before the first hit.
    if (elapsedMs === 0 || this.#startedAt !== undefined) return;
    this.#startedAt = performance.now() - elapsedMs;
    this.#begun.resolve(this.#startedAt);
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
