import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { sweep, sweepCancelled } from "../../../test/samples/sweep.ts";
import { checkSweep } from "./check.ts";
import { medianOf } from "./points.ts";
import { result, type SweepResult } from "./result.ts";

const [first, ...others] = sweep.points;
const [load, ...loads] = sweep.loads;
assert.ok(first && load && sweep.knee.atomic);

test("what came from loads agrees with itself, whole or cancelled", () => {
  for (const result of [sweep, sweepCancelled]) assert.deepEqual(checkSweep(result), []);
});

const changes: readonly (readonly [string, Partial<SweepResult>, string])[] = [
  ["a rate", { points: [{ ...first, requestsPerSecond: 9999 }, ...others] }, "points.0"],
  ["a loss", { points: [{ ...first, lost: 0.5 }, ...others] }, "points.0"],
  ["a point that is missing", { points: others }, "points.length"],
  ["a knee", { knee: { ...sweep.knee, atomic: { ...sweep.knee.atomic, value: 200 } } }, "knee.atomic"],
  ["a strategy without a knee", { knee: { atomic: sweep.knee.atomic } }, "knee"],
  ["the loss of all", { lost: 1 }, "lost"],
  ["a load", { loads: [{ ...load, requestsPerSecond: 9999 }, ...loads] }, "loads.0.requestsPerSecond"],
  ["a ledger", { loads: [{ ...load, stored: 1 }, ...loads] }, "loads.0.lost"],
  ["a load that is missing", { loads }, "loads.length"],
  ["the order of the loads", { loads: [...loads, load] }, "loads.0.strategy"],
  ["a time shorter than the loads", { durationMs: 1000 }, "durationMs"],
];
for (const [what, changed, key] of changes) {
  test(`${what} changed by hand is found`, () => {
    const found = checkSweep({ ...sweep, ...changed }).map((one) => one.key);
    assert.ok(found.includes(key), found.join());
  });
}

test("what no cell can ask for is no result: its loads would fill the memory", () => {
  for (const [changed, isResult] of [
    [{ rounds: 10 }, true],
    [{ rounds: 2 ** 31 }, false],
    [{ values: sweep.values.concat(Array.from({ length: 12 }, (_, value) => value)) }, false],
  ] as const)
    assert.equal(result.safeParse({ ...sweep, ...changed }).success, isResult, JSON.stringify(changed));
});

test("half of the rounds are at most the median, and half at least", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 10 }), (numbers) => {
      const median = medianOf(numbers);
      const half = numbers.length / 2;
      assert.ok(numbers.filter((number) => number <= median).length >= half);
      assert.ok(numbers.filter((number) => number >= median).length >= half);
    }),
  );
});
