import { atLeast, type Discrepancy, differs, within } from "../discrepancy.ts";
import { countOrders } from "./outcomes.ts";
import { type Explored, type InterleaveResult, orderCounts, type ShownOrder } from "./result.ts";

/** Counts that do not follow from the orders, and values of the shown order that do not follow from its steps. */
export function checkInterleave({ clients, levels, shown }: InterleaveResult): Discrepancy[] {
  return [
    ...Object.entries(levels).flatMap(([level, explored]) =>
      within(`levels.${level}`, checkLevel(explored, clients)),
    ),
    ...within("shown", [...checkShown(shown), ...checkAmongAll(shown, levels[shown.level])]),
  ];
}

function checkLevel(explored: Explored, clients: number): Discrepancy[] {
  const { outcomes } = explored;
  const counted = countOrders(outcomes);
  const all = outcomes.flatMap(({ orders }) => orders);
  return [
    ...orderCounts.flatMap((key) => differs(key, explored[key], counted[key])),
    ...differs("outcomes", all.length, new Set(all).size),
    ...outcomes.flatMap(({ ok, failures }, index) =>
      differs(`outcomes.${index}`, ok + sum(Object.values(failures)), clients),
    ),
  ];
}

function checkShown({ order, waited, stored, steps }: ShownOrder): Discrepancy[] {
  const sent = steps.filter(({ statement }) => statement !== null);
  const waits = steps.some(({ answer }) => answer === null);
  return [
    ...differs("order", order, sent.map(({ client }) => client).join("")),
    ...differs("waited", waited, waits),
    ...differs("stored", stored, steps.at(-1)?.stored ?? 0),
    ...atLeast("steps", steps.length, 1),
  ];
}

/** It is one of the orders of its level, and ended as that list says. */
function checkAmongAll(
  { order, ok, stored, waited, failures }: ShownOrder,
  level: Explored | undefined,
): Discrepancy[] {
  const outcome = level?.outcomes.find(({ orders }) => orders.includes(order));
  if (!outcome) return differs("order", order, null);
  return [
    ...differs("ok", ok, outcome.ok),
    ...differs("stored", stored, outcome.stored),
    ...differs("waited", waited, outcome.waited),
    ...differs("failures", JSON.stringify(failures), JSON.stringify(outcome.failures)),
  ];
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
