import type { Counted } from "../results.ts";

/**
 * What was counted since `before`, in hits. When a process step has drained hits of an earlier run as well,
 * the buffer shrank; those hits are in `stored` only because they left `pending`, so they are taken off there.
 */
export function keptSince(before: Counted, after: Counted): Counted {
  const stored = after.stored - before.stored;
  const pending = after.pending - before.pending;
  const kept = Math.max(0, stored + pending);
  const stillPending = Math.min(Math.max(0, pending), kept);
  return { stored: kept - stillPending, pending: stillPending };
}
