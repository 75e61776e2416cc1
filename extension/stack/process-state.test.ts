import assert from "node:assert/strict";
import { test } from "node:test";
import { beginningOf, isAlive } from "./process-state.ts";

test("a process keeps its beginning, and what is no process has none", async () => {
  const began = beginningOf(process.pid);
  assert.ok(process.platform === "win32" || began);
  assert.equal(beginningOf(process.pid), began);
  // Not the parent's: it may have begun in the same hundredth of a second.
  assert.ok(process.platform === "win32" || beginningOf(1) !== began);
  assert.equal(beginningOf(2 ** 30), undefined);
  assert.equal(await isAlive(2 ** 30), false);
});
