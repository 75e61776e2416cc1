import assert from "node:assert/strict";
import { test } from "node:test";
import { beginningOf, hasEnded, isAlive } from "./process-state.ts";

test("a process keeps its beginning, and what is no process has none", async () => {
  const began = beginningOf(process.pid);
  assert.ok(process.platform === "win32" || began);
  assert.equal(beginningOf(process.pid), began);
  // Not the parent's: it may have begun in the same hundredth of a second.
  assert.ok(process.platform === "win32" || beginningOf(1) !== began);
  assert.equal(beginningOf(2 ** 30), undefined);
  assert.equal(await isAlive(2 ** 30), false);
});

test("a process that was killed has ended with the last of its threads, which hold its ports until then", () => {
  const stat = (state: string, threads: number) =>
    `7 (a) Z b) ${state} ${Array.from({ length: 16 }, () => 1).join(" ")} ${threads} 0 99`;
  assert.deepEqual(
    [hasEnded(stat("Z", 3)), hasEnded(stat("Z", 1)), hasEnded(stat("X", 0))],
    [false, true, true],
  );
  assert.deepEqual([hasEnded(stat("S", 1)), hasEnded("")], [false, false]);
});
