import type { Explored, OrdersOutcome, ShownOrder } from "./result.ts";

type Counts = Omit<Explored, "cut" | "outcomes">;
type OrderOutcome = Omit<OrdersOutcome, "orders"> & { readonly order: string };

/** Orders that ended alike, together; what ended first stands first. */
export function groupOrders(all: readonly OrderOutcome[]): OrdersOutcome[] {
  const groups = new Map<string, OrdersOutcome & { readonly orders: string[] }>();
  for (const { order, ok, failures, stored, waited } of all) {
    const key = JSON.stringify([ok, Object.entries(failures).sort(), stored, waited]);
    const group = groups.get(key) ?? { ok, failures, stored, waited, orders: [] };
    group.orders.push(order);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** How many orders did what. */
export function countOrders(outcomes: readonly OrdersOutcome[]): Counts {
  const count = (when: (outcome: OrdersOutcome) => boolean) =>
    outcomes.filter(when).reduce((sum, { orders }) => sum + orders.length, 0);
  return {
    orders: count(() => true),
    exact: count((outcome) => outcome.stored === outcome.ok && !isAborted(outcome)),
    losing: count(({ ok, stored }) => stored < ok),
    doubling: count(({ ok, stored }) => stored > ok),
    aborting: count(isAborted),
    waiting: count(({ waited }) => waited),
  };
}

function isAborted({ failures }: Pick<OrdersOutcome, "failures">): boolean {
  return Object.keys(failures).length > 0;
}

/** The order that shows most: one that loses a hit, else one that aborts one, else one that waits. */
export function mostTelling(all: readonly ShownOrder[]): ShownOrder | undefined {
  return (
    all.find(({ ok, stored }) => stored !== ok) ??
    all.find(isAborted) ??
    all.find(({ waited }) => waited) ??
    all.find(({ order }) => !isSerial(order)) ??
    all[0]
  );
}

/** One hit after another: no letter comes back. */
export function isSerial(order: string): boolean {
  return !/(.)(?!\1).+\1/.test(order);
}
