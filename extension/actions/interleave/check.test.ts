import assert from "node:assert/strict";
import { test } from "node:test";
import {
  atomicOrders,
  lockedOrder,
  pooledOrders,
  transactionOrders,
} from "../../../test/samples/interleave.ts";
import { checkInterleave } from "./check.ts";
import type { Explored, InterleaveResult, ShownOrder } from "./result.ts";

test("what came from orders agrees with them", () => {
  for (const result of [pooledOrders, transactionOrders, lockedOrder, atomicOrders]) {
    assert.deepEqual(checkInterleave(result), []);
  }
});

const level = (changes: Partial<Explored>): InterleaveResult => {
  const { levels } = pooledOrders;
  const explored = levels["read-committed"];
  assert.ok(explored);
  return { ...pooledOrders, levels: { ...levels, "read-committed": { ...explored, ...changes } } };
};
const shown = (changes: Partial<ShownOrder>): InterleaveResult => ({
  ...pooledOrders,
  shown: { ...pooledOrders.shown, ...changes },
});
const [right, wrong] = pooledOrders.levels["read-committed"]?.outcomes ?? [];
assert.ok(right && wrong);

const changed: readonly (readonly [string, InterleaveResult, string])[] = [
  ["a count", level({ losing: 0 }), "levels.read-committed.losing"],
  [
    "an order twice",
    level({ outcomes: [right, { ...wrong, orders: ["ABAB", "ABAB", "ABBA", "BAAB"] }] }),
    "levels.read-committed.outcomes",
  ],
  [
    "a hit too few",
    level({ outcomes: [right, { ...wrong, ok: 1, stored: 0 }] }),
    "levels.read-committed.outcomes.1",
  ],
  ["what is stored", shown({ stored: 2 }), "shown.stored"],
  ["the order", shown({ order: "ABBA" }), "shown.order"],
  ["an order that is not there", shown({ order: "AAA" }), "shown.order"],
  ["a wait", shown({ waited: true }), "shown.waited"],
];

for (const [what, result, key] of changed) {
  test(`${what} changed by hand is found`, () => {
    assert.ok(checkInterleave(result).some((claim) => claim.key === key));
  });
}
