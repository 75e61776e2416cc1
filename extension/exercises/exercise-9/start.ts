import type { History } from "./history.ts";

/** Says what is wrong with a history, or nothing. history.ts has the contract. */
export function check(history: History): string | undefined {
  let acknowledged = 0;
  let counted = 0;
  for (const event of history) {
    if (event.what === "acknowledged") acknowledged += 1;
    if (event.what === "read-counter") counted = event.stored + event.pending;
    if (event.what === "read-ids") counted = event.stored.length + event.pending.length;
  }
  if (counted !== acknowledged) return `${acknowledged} acknowledged, ${counted} counted`;
  return undefined;
}
