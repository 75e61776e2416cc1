import assert from "node:assert/strict";
import { test } from "node:test";
import { beginningOf, isAlive } from "./process-state.ts";

test("a process keeps its beginning, and what is no process has none", async () => {
  const began = beginningOf(process.pid);
  assert.ok(process.platform === "win32" || began);
  assert.equal(beginningOf(process.pid), began);
  assert.notEqual(beginningOf(process.ppid), began);
  assert.equal(beginningOf(2 ** 30), undefined);
  assert.equal(await isAlive(2 ** 30), false);
});
