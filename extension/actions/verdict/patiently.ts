import { setTimeout as sleep } from "node:timers/promises";
import { LabError } from "../../common/lab-error.ts";
import { orAbort } from "../../inspection/or-abort.ts";

/** Seconds. A port that a closed connection has used is free again after a minute, on most systems. */
const patience = { withoutPorts: 70, otherwise: 10, between: 0.5 };

/**
 * A look at the servers, tried again for a while when it fails: a load may have left them, or this machine, out of
 * what a connection takes. A server that is known to be down is not waited for.
 */
export async function patiently<T>(
  look: () => Promise<T>,
  signal: AbortSignal,
  { withoutPorts, otherwise, between } = patience,
): Promise<T> {
  const begun = performance.now();
  for (;;) {
    try {
      return await orAbort(look(), signal);
    } catch (error) {
      signal.throwIfAborted();
      const isOutOfPorts = codesOf(error).includes("EADDRNOTAVAIL");
      const isLook = isOutOfPorts || (error instanceof LabError && error.code !== "service-down");
      const seconds = isOutOfPorts ? withoutPorts : otherwise;
      if (!isLook || performance.now() - begun > seconds * 1000) throw error;
      await sleep(between * 1000, undefined, { signal });
    }
  }
}

/** The codes of an error and of those that caused it. */
function codesOf(error: unknown): unknown[] {
  if (!(error instanceof Error)) return [];
  const errors = error instanceof AggregateError ? error.errors : [];
  return [Reflect.get(error, "code"), ...[error.cause, ...errors].flatMap(codesOf)];
}
