import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { openExercises, seenIn, unmet } from "../support/exercise.ts";

// The other exercises, and the cheats: exercises.long.test.ts.
test("exercise-1: the starting point fails for its intended reason, and the solution passes", async (t) => {
  await using lab = await openExercises();
  const { run, check, textOf, yours, folder } = lab;
  await run("start:");
  await assert.rejects(run("check: exercise-1"), { code: "not-begun" });

  await t.test(
    "what was written is kept beside the starting point, where the app takes it for nothing",
    async () => {
      await writeFile(yours, "// mine\n");
      const begun = await run("begin: exercise-1");
      assert.ok(begun.action === "begin" && begun.kept === "yours.before-exercise-1.ts.txt");
      assert.equal(await readFile(join(dirname(yours), begun.kept), "utf8"), "// mine\n");
      assert.equal(await readFile(yours, "utf8"), await textOf("exercise-1", "start"));
      const again = await run("begin: exercise-1");
      assert.ok(again.action === "begin" && again.kept === null);
    },
  );

  await t.test("hints come one by one, and asking is noted", async () => {
    const numbers: number[] = [];
    for (const _ of "1234") {
      const hint = await run("hint: exercise-1");
      assert.ok(hint.action === "hint" && hint.of === 3 && hint.text.en !== "" && hint.text.ru !== "");
      numbers.push(hint.number);
    }
    assert.deepEqual(numbers, [1, 2, 3, 3]);
    const asked = JSON.parse(await readFile(join(folder, ".surge-lab/asked.json"), "utf8"));
    assert.deepEqual(
      asked["exercise-1"].map(({ what }: { what: string }) => what),
      ["hint 1", "hint 2", "hint 3", "hint 3"],
    );
  });

  const start = await check("exercise-1", await textOf("exercise-1", "start"));
  assert.equal(start.passed, false);
  assert.equal(unmet(start).storesTheSurge, "lost", seenIn(start));
  const told = start.demands.find(({ name }) => name === "storesTheSurge");
  assert.ok(told?.explained && told.explained.overwrites > 0, "it says which writes undid which");
  assert.deepEqual(start.asked, { hints: 3, solution: false });

  const solution = await check("exercise-1", await textOf("exercise-1", "solution"));
  assert.deepEqual([solution.passed, unmet(solution)], [true, {}], seenIn(solution));
  assert.notEqual(solution.sourceHash, start.sourceHash);

  await t.test("a check carries the code that it checked", async () => {
    const file = "lab-stack/app/strategies/yours.ts";
    assert.deepEqual(solution.source, { file, text: await textOf("exercise-1", "solution") });
    assert.deepEqual(start.source, { file, text: await textOf("exercise-1", "start") });
  });
});
