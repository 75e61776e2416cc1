import assert from "node:assert/strict";
import { test } from "node:test";
import { Random } from "./random.ts";

const drawn = (seed: number, name: string) => {
  const random = new Random(seed, name);
  return Array.from({ length: 200 }, () => random.whole(3, 40));
};

test("the same seed draws the same, for each demand something of its own", () => {
  assert.deepEqual(drawn(7, "a"), drawn(7, "a"));
  assert.notDeepEqual(drawn(7, "a"), drawn(8, "a"));
  assert.notDeepEqual(drawn(7, "a"), drawn(7, "b"));
  const all = drawn(7, "a");
  assert.deepEqual([Math.min(...all), Math.max(...all)], [3, 40]);
  const seconds = new Random(1, "s").seconds(0.3, 1.5);
  assert.ok(seconds >= 0.3 && seconds <= 1.5);
});
