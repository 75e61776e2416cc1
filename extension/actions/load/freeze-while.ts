import type { Stack } from "../../stack/stack.ts";
import type { LoadClock } from "./clock.ts";
import type { LoadPause } from "./result.ts";

interface Freeze extends Pick<LoadPause, "service" | "after" | "ms"> {
  readonly stack: Pick<Stack, "pause">;
  readonly clock: LoadClock;
  readonly signal: AbortSignal;
}

/**
 * Freezes a server in the middle of a load.
 * @returns what the load gave, and when the server stood still.
 */
export async function freezeWhile<T>(loading: Promise<T>, freeze: Freeze): Promise<[T, LoadPause]> {
  const over = new AbortController();
  const ended = loading.finally(() => over.abort());
  // A freeze that fails must not leave the load alone: whichever fails first is told, after both are over.
  const [loaded, paused] = await Promise.allSettled([ended, freezeOnce(freeze, over.signal)]);
  if (loaded.status === "rejected") throw loaded.reason;
  if (paused.status === "rejected") throw paused.reason;
  return [loaded.value, paused.value];
}

async function freezeOnce(
  { stack, clock, service, after, ms, signal }: Freeze,
  over: AbortSignal,
): Promise<LoadPause> {
  if (!(await clock.reaches(after, AbortSignal.any([signal, over]))))
    return { service, after, ms, fromMs: null, untilMs: null };
  const fromMs = clock.elapsedMs;
  await stack.pause(service, ms, signal);
  return { service, after, ms, fromMs, untilMs: clock.elapsedMs };
}
