import assert from "node:assert/strict";
import { test } from "node:test";
import { batchedWalk, bufferedWalk } from "../../../test/samples/crashes.ts";
import { checkStep } from "./check.ts";
import type { StepResult, WalkStep } from "./result.ts";

test("what came from a walk agrees with itself", () => {
  for (const walk of [bufferedWalk, batchedWalk]) assert.deepEqual(checkStep(walk), []);
});

const walked = (index: number, changes: Partial<WalkStep>): StepResult => ({
  ...bufferedWalk,
  steps: bufferedWalk.steps.map((step, at) => (at === index ? { ...step, ...changes } : step)),
});
const [first] = bufferedWalk.steps;
assert.ok(first);

const changedWalks: readonly (readonly [string, StepResult, string])[] = [
  ["the end", { ...bufferedWalk, lost: 0 }, "lost"],
  ["how many hits there were", { ...bufferedWalk, hits: 11 }, "steps.0.ledger.attempted"],
  ["a ledger", walked(2, { ledger: { ...first.ledger, pending: 9 } }), "steps.2.ledger.lost"],
  ["a move of a dead worker", walked(5, { move: "next", worker: 1 }), "steps.5.move"],
  ["a worker that comes from nowhere", walked(3, { worker: 2 }), "steps.3.worker"],
  ["a death that nobody caused", walked(4, { move: "next" }), "steps.4.place"],
];
for (const [what, result, key] of changedWalks) {
  test(`${what} changed by hand is found`, () => {
    assert.ok(
      checkStep(result).some((claim) => claim.key === key),
      JSON.stringify(checkStep(result)),
    );
  });
}
