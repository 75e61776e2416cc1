import assert from "node:assert/strict";
import { test } from "node:test";
import { isAbort } from "../../common/lab-error.ts";
import { standsStill } from "./stands-still.ts";

function counts(...values: number[]): { look: () => Promise<number>; looks: () => number } {
  let looks = 0;
  return { look: async () => values[Math.min(looks++, values.length - 1)] ?? 0, looks: () => looks };
}

test("zero is a count like others: the first hit may be late", async () => {
  const { look, looks } = counts(0, 0, 1, 1, 1, 1);
  assert.equal(await standsStill(look, new AbortController().signal), true);
  assert.equal(looks(), 6);
});

test("a count that still moves is waited for", async () => {
  const { look, looks } = counts(9, 8, 7, 7, 7, 6, 6, 6, 6);
  assert.equal(await standsStill(look, new AbortController().signal), true);
  assert.equal(looks(), 9);
});

test("a count that moves for too long is said to move", async () => {
  const { look } = counts(9, 8, 7, 6, 5, 4, 3, 2, 1);
  assert.equal(await standsStill(look, new AbortController().signal, 0.4), false);
});

test("a cancel ends the wait", async () => {
  const { look } = counts(1, 2, 3, 4);
  const cancel = new AbortController();
  setTimeout(() => cancel.abort(), 50);
  await assert.rejects(standsStill(look, cancel.signal), isAbort);
});
