import { isAbort, LabError } from "../common/lab-error.ts";
import { sessionError } from "./errors.ts";

/** The same error, unless the stack died meanwhile: then its death is the error to show. */
export function orStackDeath(error: unknown, gone: AbortSignal): unknown {
  if (!gone.aborted) return error;
  // Stopped by someone, so it has no death.
  if (isAbort(gone.reason)) return sessionError("stack-not-started");
  return gone.reason instanceof LabError ? gone.reason : stackDied(gone.reason);
}

export function stackDied(cause: unknown): LabError {
  return sessionError("stack-died", { cause }, { cause });
}
