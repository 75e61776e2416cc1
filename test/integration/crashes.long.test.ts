// A crash at each place not once, as in crashes.test.ts, but again and again: no chance may help.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { crashCosts, noCosts } from "../support/crash-costs.ts";
import { openLab } from "../support/lab.ts";

const repeat = 4;

describe(`crashes at every place, ${repeat} times each`, () => {
  const { session, run } = openLab();
  before(() => run("start:"));
  after(() => session.stop());

  for (const strategy of ["batched", "stream", "queue-in-pg", "deferred"]) {
    test(`${strategy} is exact wherever it dies`, async () => {
      const result = await run(`matrix: { strategies: [${strategy}], repeat: ${repeat} }`);
      assert.ok(result.action === "matrix");
      assert.equal(result.crashes, 3 * repeat);
      assert.deepEqual(crashCosts(result, strategy), [
        ["no-crash", noCosts],
        ["after-take", noCosts],
        ["before-commit", noCosts],
        ["after-commit", noCosts],
      ]);
    });
  }
});
