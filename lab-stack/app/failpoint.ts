/**
 * The places in a strategy's `process` where a crash would hurt: when it has taken the batch out of the buffer,
 * when the transaction is written but not committed, when it is committed, when the buffer has not heard of it yet.
 */
export const failpoints = ["after-take", "before-commit", "after-commit", "before-acknowledge"] as const;
export type Failpoint = (typeof failpoints)[number];

type Visitor = (place: Failpoint) => Promise<void>;
let visitor: Visitor | undefined;

/** Named in a strategy where it could be interrupted. Nothing happens here unless somebody waits for it. */
export async function failpoint(place: Failpoint): Promise<void> {
  await visitor?.(place);
}

/** Whoever steps through a strategy hears of every place that it comes to, and lets it go on. */
export function onFailpoint(visit: Visitor): void {
  visitor = visit;
}
