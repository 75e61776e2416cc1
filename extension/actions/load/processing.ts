import { setTimeout as sleep } from "node:timers/promises";
import { explained } from "../../common/lab-error.ts";
import type { Localized } from "../../common/language.ts";
import { callProcess } from "../../inspection/app-client.ts";
import type { Beside } from "./beside.ts";
import type { During } from "./fault.ts";

interface Processing {
  readonly app: string;
  readonly strategy: string;
  readonly everyMs: number;
}

/**
 * Calls "process" again and again until the load is over, as a background worker would; it goes on after a failure.
 * @returns how many calls succeeded, and what the last one that failed said
 */
export async function processDuring(
  { app, strategy, everyMs }: Processing,
  { clock, signal, over }: During,
): Promise<Beside<number>> {
  const until = AbortSignal.any([signal, over]);
  let calls = 0;
  let trouble: Localized | undefined;
  while (!until.aborted) {
    try {
      await callProcess(app, strategy, signal, () => clock.appIsSilent);
      calls += 1;
    } catch (error) {
      signal.throwIfAborted();
      trouble = explained(error);
    }
    await sleep(everyMs, undefined, { signal: until }).catch(() => undefined);
  }
  return { done: calls, ...(trouble && { trouble }) };
}
