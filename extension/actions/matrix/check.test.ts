import assert from "node:assert/strict";
import { test } from "node:test";
import { matrix, matrixOfMine } from "../../../test/samples/crashes.ts";
import { checkMatrix } from "./check.ts";
import type { MatrixCell, MatrixResult } from "./result.ts";

test("what came from crashes agrees with itself", () => {
  for (const result of [matrix, matrixOfMine]) assert.deepEqual(checkMatrix(result), []);
});

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
