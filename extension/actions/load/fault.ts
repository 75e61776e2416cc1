import { setTimeout as sleep } from "node:timers/promises";
import type { FaultSignal } from "../../stack/stack.ts";
import type { LoadClock } from "./clock.ts";
import type { Fault } from "./parameters.ts";
import type { LoadFault } from "./result.ts";

/** Something that can be killed and brought back. */
export interface Victim {
  kill(signal: FaultSignal): Promise<void>;
  recover(): Promise<void>;
}

/** A load that runs. */
export interface During {
  readonly clock: LoadClock;
  /** Cancels the whole step. */
  readonly signal: AbortSignal;
  /** Aborts when the load is over. */
  readonly over: AbortSignal;
}

/** Kills the victim in the middle of the load. It is back when the promise settles: the account needs it. */
export async function killDuring(
  { kill, signal: how, after, recover }: Fault,
  victim: Victim,
  { clock, signal, over }: During,
): Promise<LoadFault> {
  const asked = { kill, signal: how, after, recover: recover === "never" ? null : recover };
  const isOver = new Promise<void>((resolve) => over.addEventListener("abort", () => resolve()));
  if (!(await clock.reaches(after, over))) return { ...asked, killedMs: null, backMs: null };
  const killedMs = clock.elapsedMs;
  if (kill === "app") clock.haltsApp();
  try {
    await victim.kill(how);
    if (recover === "never") await isOver;
    // A cancel brings the server back at once: the stack stays usable.
    else await sleep(recover * 1000, undefined, { signal }).catch(() => undefined);
  } finally {
    await victim.recover();
    if (kill === "app") clock.resumesApp();
  }
  return { ...asked, killedMs, backMs: clock.elapsedMs };
}
