import assert from "node:assert/strict";
import { test } from "node:test";
import * as samples from "../../test/samples/index.ts";
import { reportOf } from "../../test/samples/report.ts";
import { firstFault, isLabReport, unknownKeys } from "./report-shape.ts";

/** As it comes out of a file. */
const asRead = (data: unknown): unknown => JSON.parse(JSON.stringify(data));

test("no result has a fault or a key that is unknown", () => {
  for (const [name, result] of Object.entries(samples.results)) {
    const report = asRead(reportOf({ [name]: samples.cell(result) }));
    assert.equal(firstFault(report), "", name);
    assert.ok(isLabReport(report), name);
    assert.deepEqual(unknownKeys(report), [], name);
  }
});

test("the first fault and every unknown key are named by their place", () => {
  for (const [name, result] of Object.entries(samples.results)) {
    const report = reportOf({ [name]: samples.cell(result) });
    const [cell] = report.cells;
    const forged = (change: object) =>
      asRead({ ...report, cells: [{ ...cell, result: { ...result, ...change } }] });
    assert.match(firstFault(forged({ action: "none" })), /^cells\.0\.result/, name);
    const more = forged({ note: 1 });
    assert.ok(isLabReport(more), name);
    assert.deepEqual(unknownKeys(more), ["cells.0.result.note"], name);
  }
  assert.match(firstFault(null), /^report: /);
  assert.match(firstFault({ ...reportOf({}), cells: [1] }), /^cells\.0: /);
});
