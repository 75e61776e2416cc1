import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { exerciseNames } from "../../extension/actions/exercises/exercise-name.ts";
import { openExercises, seenIn, unmet } from "../support/exercise.ts";
import { root } from "../support/stack.ts";

describe("the exercises that can be done in Python", () => {
  let lab: Awaited<ReturnType<typeof openExercises>>;
  before(async () => {
    lab = await openExercises("fastapi");
    await lab.run("start: { app: fastapi }");
  });
  after(async () => lab[Symbol.asyncDispose]());

  const has = (name: string) => existsSync(join(root, "extension/exercises", name, "start.py"));

  for (const exercise of exerciseNames.filter(has)) {
    test(`${exercise}: the starting point in Python fails, and the solution passes`, async () => {
      const begun = await lab.run(`begin: ${exercise}`);
      assert.ok(begun.action === "begin" && begun.file === "lab-stack/fastapi/strategies/yours.py");
      const start = await lab.check(exercise, await lab.textOf(exercise, "start.py"));
      assert.equal(start.passed, false);
      assert.match(Object.values(unmet(start)).join(), /\blost/, seenIn(start));
      const solution = await lab.check(exercise, await lab.textOf(exercise, "solution.py"));
      assert.deepEqual([solution.passed, unmet(solution)], [true, {}], seenIn(solution));
    });
  }

  test("an exercise that has no starting point in Python says so", async () => {
    await assert.rejects(lab.run("begin: exercise-4"), { code: "not-for-app" });
  });
});
