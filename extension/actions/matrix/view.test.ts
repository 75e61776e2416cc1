import assert from "node:assert/strict";
import { test } from "node:test";
import { matrix, matrixOfMine } from "../../../test/samples/crashes.ts";
import { cell } from "../../../test/samples/index.ts";
import { tables } from "../../../test/support/shown.ts";
import { present } from "../present.ts";

test("places stand in the order in which the strategies come to them", () => {
  const [table] = tables(present(cell(matrix), "en"));
  assert.deepEqual(
    table?.columns.map(({ label }) => label),
    ["Strategy", "no crash", "after-take", "before-acknowledge", "before-commit", "after-commit"],
  );
});

test("a cell begins with the sign of what came of its crash", () => {
  const [table] = tables(present(cell(matrix), "en"));
  const buffered = table?.rows.find(([strategy]) => strategy === "buffered");
  assert.deepEqual(buffered, ["buffered", "= exact", "= exact", "= exact", "≠ LOST 100", "= exact"]);
  const [mine] = tables(present(cell(matrixOfMine), "en"));
  assert.match(mine?.rows[0]?.at(-1) ?? "", /^≠ counted again \+100/);
});
