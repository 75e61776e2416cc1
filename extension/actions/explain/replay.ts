import { ownStrategy } from "../../stack/own-app/contract.ts";
import type { Collision, ExplainResult } from "./result.ts";

/** The parameters of the `interleave` cell that plays it. */
export function collisionCell({ strategy, order }: NonNullable<ExplainResult["replay"]>) {
  return { strategy, clients: 2, transaction: false, level: "read-committed" as const, order };
}

/**
 * Two hits are enough to lose one: the writer that undid others, and the first of those. Their reads and writes in the
 * order of their times, each hit one letter, the first to read is A.
 */
export function replayOf(strategy: string, collision: Collision | undefined): ExplainResult["replay"] {
  // An app that is not ours cannot be taken apart into its statements.
  if (strategy === ownStrategy) return null;
  const [undone] = collision?.hits ?? [];
  const undoer = collision?.hits.at(-1);
  if (!undone || !undoer || undone.atMs === null || undoer.atMs === null) return null;
  // Without the times of the reads, any order will do in which both read before either writes.
  const read = [undone, undoer].map(({ readMs }) => readMs?.[1] ?? 0);
  const [first, second] = (read[0] ?? 0) <= (read[1] ?? 0) ? [undone, undoer] : [undoer, undone];
  const writes = (first.atMs ?? 0) <= (second.atMs ?? 0) ? "AB" : "BA";
  return { strategy, order: `AB${writes}` };
}
