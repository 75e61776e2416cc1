import assert from "node:assert/strict";
import { test } from "node:test";
import { gaps } from "../../extension/actions/compare/guarantees/result.ts";
import { guaranteeRows } from "../../extension/actions/compare/guarantees/rows.ts";
import { actions } from "../../extension/actions/index.ts";
import { present } from "../../extension/actions/present.ts";
import { languages } from "../../extension/common/language.ts";
import { interpretAll } from "../../extension/document/cell.ts";
import { newCell } from "../../extension/document/parse.ts";
import * as samples from "../samples/index.ts";

const { measured, runs } = samples.guarantees;
// A row of each kind with everything missing: a broker, the other app, neither.
const rows = guaranteeRows(runs, { ...measured, drains: [], crashes: { kafka: {}, batched: {} } });
const result = { ...samples.guarantees, rows };

test("what was not measured is named with cells that the lab can run, and only that", () => {
  for (const language of languages) {
    const tables = present(samples.cell(result), language).filter((block) => block.kind === "table");
    const open = tables.at(-1)?.rows ?? [];
    assert.equal(open.length, Object.values(rows).flatMap((row) => row.gaps).length);
    assert.ok(open.length > gaps.length);
    for (const [name, , cells = ""] of open) {
      for (const code of cells.split(" → ")) {
        assert.deepEqual(
          interpretAll(newCell("yaml", undefined, code, "\n"), actions),
          [],
          `${name}: ${code}`,
        );
      }
      assert.equal(cells.startsWith("start: { app: fastapi } → "), name?.startsWith("fastapi/"), cells);
      assert.equal(cells.startsWith("start: { with: [kafka] } → "), name === "kafka", cells);
    }
  }
});
