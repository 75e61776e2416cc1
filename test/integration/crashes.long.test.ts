// A crash at each place not once, as in crashes.test.ts, but again and again: no chance may help.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openLab } from "../support/lab.ts";

const repeat = 6;

describe(`crashes at every place, ${repeat} times each`, () => {
  const { session, run } = openLab();
  before(() => run("start:"));
  after(() => session.stop());

  for (const strategy of ["batched", "stream", "queue-in-pg"]) {
    test(`${strategy} is exact wherever it dies`, async () => {
      const result = await run(`matrix: { strategies: [${strategy}], repeat: ${repeat} }`);
      assert.ok(result.action === "matrix");
      assert.equal(result.crashes, 3 * repeat);
      const found = Object.entries(result.matrix[strategy] ?? {});
      const costs = found.map(([place, { lost, duplicated, pending, runs, exact }]) => [
        place,
        { lost, duplicated, pending, wrong: runs - exact },
      ]);
      const nothing = { lost: 0, duplicated: 0, pending: 0, wrong: 0 };
      assert.deepEqual(costs, [
        ["no-crash", nothing],
        ["after-take", nothing],
        ["before-commit", nothing],
        ["after-commit", nothing],
      ]);
    });
  }
});
