import { setTimeout as sleep } from "node:timers/promises";
import { callProcess } from "../../inspection/app-client.ts";
import type { During } from "./fault.ts";

interface Processing {
  readonly app: string;
  readonly strategy: string;
  readonly everyMs: number;
  /** Whether it tries again after a failure, because a server is going to be killed. */
  readonly goesOn: boolean;
}

/**
 * Calls "process" again and again until the load is over, as a background worker would.
 * @returns how many calls succeeded
 */
export async function processDuring(
  { app, strategy, everyMs, goesOn }: Processing,
  { clock, signal, over }: During,
): Promise<number> {
  const until = AbortSignal.any([signal, over]);
  let calls = 0;
  while (!until.aborted) {
    try {
      await callProcess(app, strategy, signal, () => clock.appIsSilent);
      calls += 1;
    } catch (error) {
      if (!goesOn || signal.aborted) throw error;
    }
    await sleep(everyMs, undefined, { signal: until }).catch(() => undefined);
  }
  return calls;
}
