import { setTimeout as sleep } from "node:timers/promises";
import { callProcess } from "./app-client.ts";

/**
 * Calls "process" again and again until `work` is done, as a background worker would.
 * @returns what `work` gave, and how many calls there were.
 */
export async function processWhile<T>(
  work: Promise<T>,
  { app, strategy, everyMs, signal }: { app: string; strategy: string; everyMs: number; signal: AbortSignal },
): Promise<[T, number]> {
  const done = new AbortController();
  const until = AbortSignal.any([signal, done.signal]);
  let calls = 0;
  const worker = (async () => {
    while (!until.aborted) {
      await callProcess(app, strategy, signal);
      calls += 1;
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
