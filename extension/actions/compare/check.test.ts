import assert from "node:assert/strict";
import { test } from "node:test";
import { guarantees } from "../../../test/samples/guarantees.ts";
import { checkCompare } from "./check.ts";

const { kafka, ...others } = guarantees.rows;
assert.ok(kafka);

test("the rows of the guarantees follow from what was measured", () => {
  assert.deepEqual(checkCompare(guarantees), []);
});

for (const [what, rows, key] of [
  ["a loss", { ...others, kafka: { ...kafka, lost: 1 } }, "rows.kafka"],
  ["a row that is missing", others, "rows.kafka"],
  ["a row that nobody measured", { ...guarantees.rows, mine: kafka }, "rows.mine"],
] as const) {
  test(`${what} changed by hand is found`, () => {
    assert.deepEqual(
      checkCompare({ ...guarantees, rows }).map((claim) => claim.key),
      [key],
    );
  });
}
