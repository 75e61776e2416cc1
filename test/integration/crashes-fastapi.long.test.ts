import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { crashCosts, noCosts } from "../support/crash-costs.ts";
import { openLab } from "../support/lab.ts";

describe("crashes at every place of the app in Python", () => {
  const { session, run } = openLab();
  before(() => run("start: { app: fastapi }"));
  after(() => session.stop());

  test("the class's order loses between DEL and COMMIT, what is remembered in the transaction never", async () => {
    const all = await run("matrix: { strategies: [buffered, batched, deferred], hits: 40 }");
    assert.ok(all.action === "matrix");
    assert.deepEqual(crashCosts(all, "buffered"), [
      ["no-crash", noCosts],
      ["after-take", noCosts],
      ["before-acknowledge", noCosts],
      ["before-commit", { ...noCosts, lost: 40, wrong: 1 }],
      ["after-commit", noCosts],
    ]);
    for (const name of ["batched", "deferred"])
      assert.deepEqual(
        crashCosts(all, name),
        ["no-crash", "after-take", "before-commit", "after-commit"].map((place) => [place, noCosts]),
      );
  });

  test("a walk shows each place with its line, and kills and restarts", async () => {
    const walk = await run("step: { strategy: buffered, moves: [next, next, next, kill, restart, run] }");
    assert.ok(walk.action === "step");
    assert.deepEqual(
      walk.steps.map(({ place }) => place),
      ["begin", "after-take", "before-acknowledge", "before-commit", "dead", "begin", "end"],
    );
    assert.deepEqual([walk.lost, walk.stored], [10, 0]);
    for (const { file, line, place } of walk.steps) {
      if (file === null || line === null) continue;
      assert.equal(file, "strategies/buffered.py");
      assert.ok(walk.sources[file]?.split("\n")[line - 1]?.includes(`failpoint("${place}")`), place);
    }
  });
});
