import assert from "node:assert/strict";
import { test } from "node:test";
import { batched, naive, process, results } from "../../../test/samples/index.ts";
import { milestonesOf } from "./milestones.ts";

test("any load is a run; one whose hits are all in the counter is an exact count", () => {
  assert.deepEqual(milestonesOf(naive), ["loadRan"]);
  const exact = { ...batched, stored: 1000, pending: 0, verdict: "exact" } as const;
  assert.deepEqual(milestonesOf(exact), ["loadRan", "exactCount"]);
});

test("hits that only wait in the buffer, or were all refused, are no count yet", () => {
  const nothingStored = { ...batched, stored: 0, verdict: "exact" } as const;
  assert.deepEqual(milestonesOf(nothingStored), ["loadRan"]);
});

test("a process step counts when the load that it completes is exact", () => {
  assert(process.ledger);
  const judged = (verdict: "exact" | "lost") => ({
    ...process,
    ledger: { ...process.ledger, ...batched, stored: 1000, verdict },
  });
  assert.deepEqual(milestonesOf(judged("exact")), ["exactCount"]);
  assert.deepEqual(milestonesOf(judged("lost")), []);
  assert.deepEqual(milestonesOf({ ...process, ledger: null }), []);
});

test("no other result reaches anything", () => {
  const others = Object.values(results).filter(({ action }) => action !== "load" && action !== "process");
  assert(others.length > 5);
  for (const result of others) assert.deepEqual(milestonesOf(result), []);
});
