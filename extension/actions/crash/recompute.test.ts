import assert from "node:assert/strict";
import { test } from "node:test";
import { batchedWalk, bufferedWalk, matrix, matrixOfMine } from "../../../test/samples/crashes.ts";
import { checkMatrix, checkStep } from "./recompute.ts";
import type { MatrixCell, MatrixResult, StepResult, WalkStep } from "./results.ts";

test("what came from crashes agrees with itself", () => {
  for (const walk of [bufferedWalk, batchedWalk]) assert.deepEqual(checkStep(walk), []);
  for (const result of [matrix, matrixOfMine]) assert.deepEqual(checkMatrix(result), []);
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

const mine = (changes: Partial<MatrixCell>): MatrixResult => {
  const cells = matrixOfMine.matrix.mine;
  const cell = cells?.["after-commit"];
  assert.ok(cells && cell);
  return { ...matrixOfMine, matrix: { mine: { ...cells, "after-commit": { ...cell, ...changes } } } };
};

const changedMatrices: readonly (readonly [string, MatrixResult, string])[] = [
  ["a count", mine({ duplicated: 0 }), "matrix.mine.after-commit.duplicated"],
  ["a verdict", mine({ verdict: "exact" }), "matrix.mine.after-commit.verdict"],
  ["a run too many", mine({ runs: 4 }), "matrix.mine.after-commit.runs"],
  ["the crashes", { ...matrixOfMine, crashes: 2 }, "crashes"],
  ["the hits", { ...matrixOfMine, hits: 10 }, "matrix.mine.after-commit.outcomes.0.ledger.attempted"],
];
for (const [what, result, key] of changedMatrices) {
  test(`${what} of a matrix changed by hand is found`, () => {
    assert.ok(
      checkMatrix(result).some((claim) => claim.key === key),
      JSON.stringify(checkMatrix(result)),
    );
  });
}
