import assert from "node:assert/strict";
import { test } from "node:test";
import { isAbort } from "../../common/lab-error.ts";
import { standsStill } from "./stands-still.ts";

function counts(...values: number[]): { look: () => Promise<number>; looks: () => number } {
  let looks = 0;
  return { look: async () => values[Math.min(looks++, values.length - 1)] ?? 0, looks: () => looks };
}

test("zero needs no second look", async () => {
  const { look, looks } = counts(0);
  await standsStill(look, new AbortController().signal);
  assert.equal(looks(), 1);
});

test("a count that still moves is waited for", async () => {
  const { look, looks } = counts(9, 8, 7, 7, 7, 6, 6, 6, 6);
  await standsStill(look, new AbortController().signal);
  assert.equal(looks(), 9);
});

test("a cancel ends the wait", async () => {
  const { look } = counts(1, 2, 3, 4);
  const cancel = new AbortController();
  setTimeout(() => cancel.abort(), 50);
  await assert.rejects(standsStill(look, cancel.signal), isAbort);
});
