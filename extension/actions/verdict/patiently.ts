import { setTimeout as sleep } from "node:timers/promises";
import { LabError } from "../../common/lab-error.ts";
import { orAbort } from "../../inspection/or-abort.ts";
import { isOutOfPorts } from "../../stack/errors.ts";

/** Seconds. A port that a closed connection has used is free again after a minute, on most systems. */
const patience = { withoutPorts: 70, otherwise: 5, between: 0.5 };

/**
 * A look at the servers, tried again for a while when it fails: a load may have left them, or this machine, out of
 * what a connection takes. A server that is known to be down is not waited for, and a look that was long in failing is
 * not begun again where another one as long would end after the patience does.
 */
export async function patiently<T>(
  look: () => Promise<T>,
  signal: AbortSignal,
  { withoutPorts, otherwise, between } = patience,
): Promise<T> {
  const begun = performance.now();
  for (;;) {
    const looked = performance.now();
    try {
      return await orAbort(look(), signal);
    } catch (error) {
      signal.throwIfAborted();
      const waitsForPorts = isOutOfPorts(error);
      const isLook = waitsForPorts || (error instanceof LabError && error.code !== "service-down");
      const seconds = waitsForPorts ? withoutPorts : otherwise;
      const failed = performance.now();
      const wouldEnd = failed + between * 1000 + (failed - looked);
      if (!isLook || wouldEnd - begun > seconds * 1000) throw error;
      await sleep(between * 1000, undefined, { signal });
    }
  }
}
