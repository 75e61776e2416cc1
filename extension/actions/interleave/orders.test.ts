import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Choose, everyOrder, follow } from "./orders.ts";

const differs = (order: string) => new RangeError(order);

/** Clients that send so many statements each, and never wait. */
const statements = (counts: Readonly<Record<string, number>>) => async (choose: Choose) => {
  const left = new Map(Object.entries(counts));
  for (;;) {
    const able = [...left.keys()].filter((name) => (left.get(name) ?? 0) > 0);
    if (able.length === 0) return;
    const name = choose(able);
    left.set(name, (left.get(name) ?? 0) - 1);
  }
};

async function ordersOf(run: (choose: Choose) => Promise<unknown>): Promise<string[]> {
  const orders: string[] = [];
  for await (const { order } of everyOrder(run, differs)) orders.push(order);
  return orders;
}

test("two clients with two statements each have six orders", async () => {
  const orders = await ordersOf(statements({ A: 2, B: 2 }));
  assert.deepEqual(orders, ["AABB", "ABAB", "ABBA", "BAAB", "BABA", "BBAA"]);
});

test("there are as many orders as there are ways to choose places, each once, and the last one says so", async () => {
  const factorial = (value: number): number => (value < 2 ? 1 : value * factorial(value - 1));
  const count = fc.integer({ min: 0, max: 3 });
  await fc.assert(
    fc.asyncProperty(count, count, count, async (A, B, C) => {
      const orders: string[] = [];
      const last: boolean[] = [];
      for await (const { order, isLast } of everyOrder(statements({ A, B, C }), differs)) {
        orders.push(order);
        last.push(isLast);
      }
      const ways = factorial(A + B + C) / (factorial(A) * factorial(B) * factorial(C));
      assert.equal(orders.length, ways);
      assert.equal(new Set(orders).size, ways);
      assert.deepEqual(last, [...Array(ways - 1).fill(false), true]);
    }),
    { numRuns: 30 },
  );
});

test("a client that can no longer go is left out from there on", async () => {
  /** Whoever comes first shuts the other out until it is over. */
  const exclusive = async (choose: Choose) => {
    const left = new Map([
      ["A", 2],
      ["B", 2],
    ]);
    let owner: string | undefined;
    while (left.size > 0) {
      const name = choose(owner === undefined ? [...left.keys()] : [owner]);
      owner = name;
      const rest = (left.get(name) ?? 0) - 1;
      left.set(name, rest);
      if (rest === 0) {
        left.delete(name);
        owner = undefined;
      }
    }
  };
  assert.deepEqual(await ordersOf(exclusive), ["AABB", "BBAA"]);
});

test("clients that do something else each time are found out", async () => {
  let runs = 0;
  const fickle = (choose: Choose) => {
    runs += 1;
    return statements(runs === 1 ? { A: 1, B: 1 } : { A: 1 })(choose);
  };
  await assert.rejects(ordersOf(fickle), new RangeError("B"));
});

test("one order is followed by its letters, then by the alphabet; an impossible letter is told", async () => {
  let taken = "";
  const noting = (letters: string) => {
    taken = "";
    const choose = follow(letters, differs);
    return (able: readonly string[]) => {
      const name = choose(able);
      taken += name;
      return name;
    };
  };
  await statements({ A: 2, B: 2 })(noting("BA"));
  assert.equal(taken, "BAAB");
  await assert.rejects(statements({ A: 2, B: 2 })(noting("AAA")), new RangeError("AAA"));
});
