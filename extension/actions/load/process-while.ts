import { setTimeout as sleep } from "node:timers/promises";
import { callProcess } from "../../inspection/app-client.ts";

interface ProcessWhileOptions {
  readonly app: string;
  readonly strategy: string;
  readonly everyMs: number;
  readonly signal: AbortSignal;
  /** Whether it tries again after a failure, because a server is going to be killed. */
  readonly goesOn: boolean;
}

/**
 * Calls "process" again and again until `work` is done, as a background worker would.
 * @returns what `work` gave, and how many calls succeeded.
 */
export async function processWhile<T>(
  work: Promise<T>,
  { app, strategy, everyMs, signal, goesOn }: ProcessWhileOptions,
): Promise<[T, number]> {
  const done = new AbortController();
  const until = AbortSignal.any([signal, done.signal]);
  let calls = 0;
  const worker = (async () => {
    while (!until.aborted) {
      try {
        await callProcess(app, strategy, signal);
        calls += 1;
      } catch (error) {
        if (!goesOn || signal.aborted) throw error;
      }
      await sleep(everyMs, undefined, { signal: until }).catch(() => undefined);
    }
  })();
  const ended = work.finally(() => done.abort());
  // A worker that fails must not leave the load alone: whichever fails first is told, after both are over.
  const [result, worked] = await Promise.allSettled([ended, worker]);
  if (result.status === "rejected") throw result.reason;
  if (worked.status === "rejected") throw worked.reason;
  return [result.value, calls];
}
