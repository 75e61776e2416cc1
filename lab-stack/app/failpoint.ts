/**
 * The points in a strategy's `process` where a crash would do damage: after it has taken the batch out of the buffer,
 * before the transaction is committed, after the commit, before the buffer is told that the batch is done.
 */
export const failpoints = ["after-take", "before-commit", "after-commit", "before-acknowledge"] as const;
export type Failpoint = (typeof failpoints)[number];

type Visitor = (place: Failpoint) => Promise<void>;
let visitor: Visitor | undefined;

/** Marks a point at which a strategy could crash. It does nothing unless a visitor is registered. */
export async function failpoint(place: Failpoint): Promise<void> {
  await visitor?.(place);
}

/** Registers a visitor: it is called at every failpoint, and the strategy continues when its promise resolves. */
export function onFailpoint(visit: Visitor): void {
  visitor = visit;
}
