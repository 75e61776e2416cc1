import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import type { DemandName } from "../../extension/actions/check/result.ts";
import {
  exerciseName,
  isOfStrategy,
  type StrategyExercise,
} from "../../extension/actions/exercises/exercise-name.ts";
import { apps } from "../../extension/stack/apps.ts";
import { testedApp } from "../support/app.ts";
import { cheats as ofNode } from "../support/cheats.ts";
import { cheats as ofFastapi } from "../support/cheats-in-python.ts";
import { openExercises, seenIn, unmet } from "../support/exercise.ts";

const { folder: appFolder, extension } = apps[testedApp];
const { listed, silenced } = { node: ofNode, fastapi: ofFastapi }[testedApp];

/** Why each starting point is wrong: the demand that it was written to miss, and what is seen of it. */
const intended: Readonly<Record<StrategyExercise, readonly [DemandName, RegExp]>> = {
  "exercise-1": ["storesTheSurge", /^lost$/],
  "exercise-2": ["keepsWhileProcessing", /^(lost|lostAndDuplicated)$/],
  "exercise-3": ["keepsWhileSlow", /^lost$/],
  "exercise-4": ["survivesEachFailpoint", /^crashCost$/],
  "exercise-5": ["keepsTheOrder", /^(lost|outOfOrder)$/],
  "exercise-6": ["countsRepeatsAfterACrash", /^duplicated$/],
  "exercise-7": ["boundsTheBuffer", /^overLimit$/],
};

describe("the exercises", () => {
  let lab: Awaited<ReturnType<typeof openExercises>>;
  before(async () => {
    lab = await openExercises();
    await lab.run(`start: { app: ${testedApp} }`);
  });
  after(async () => lab[Symbol.asyncDispose]());

  for (const [name, [demand, code]] of Object.entries(intended)) {
    const exercise = exerciseName.parse(name);
    assert.ok(isOfStrategy(exercise));
    test(`${exercise}: its starting point fails for its intended reason, and its solution passes`, async () => {
      const begun = await lab.run(`begin: ${exercise}`);
      assert.ok(begun.action === "begin");
      assert.equal(begun.file, `lab-stack/${appFolder}/strategies/yours${extension}`);
      const demands = await lab.demands(exercise, await lab.textOf(exercise, "start"), [demand]);
      assert.match(unmet({ demands })[demand] ?? "met", code, seenIn({ demands }));
      const solution = await lab.check(exercise, await lab.textOf(exercise, "solution"));
      assert.deepEqual([solution.passed, unmet(solution)], [true, {}], seenIn(solution));
    });
  }

  for (const { name, exercise, source, caught } of listed) {
    test(`a cheat is caught: ${name}`, async () => {
      const codes = new Map(Object.entries(caught));
      // Those of `caught`, whose keys they are.
      const demands = await lab.demands(exercise, source, [...codes.keys()] as DemandName[]);
      assert.equal(demands.length, codes.size);
      for (const { name, passed, seen } of demands) {
        assert.notEqual(passed, true, seenIn({ demands }));
        assert.match(seen.code, codes.get(name) ?? assert.fail(name), seenIn({ demands }));
      }
    });
  }

  test("a cheat is caught: failpoints that are no longer reached", async () => {
    const solution = await lab.textOf("exercise-4", "solution");
    for (const silence of silenced) {
      const source = silence(solution);
      assert.notEqual(source, solution);
      const demands = await lab.demands("exercise-4", source, ["survivesEachFailpoint"]);
      const { survivesEachFailpoint = "met" } = unmet({ demands });
      assert.match(survivesEachFailpoint, /^(thrown|fewPlaces)$/, seenIn({ demands }));
    }
  });

  test("a cheat is caught: an altered file of the app that the check relies on", async () => {
    const failpoint = join(dirname(lab.yours), `../failpoint${extension}`);
    const text = await readFile(failpoint, "utf8");
    await writeFile(failpoint, text.replace(/visitor = visit;?/, "visit"));
    const solution = await lab.textOf("exercise-4", "solution");
    const result = await lab.check("exercise-4", solution).finally(() => writeFile(failpoint, text));
    assert.equal(result.passed, false);
    assert.equal(unmet(result).appIsUnchanged, "changed");
    assert.equal(result.demands[0]?.seen.said?.en, `failpoint${extension}`);
  });
});
