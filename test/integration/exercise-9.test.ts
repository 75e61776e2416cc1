import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { openExercises, seenIn, unmet } from "../support/exercise.ts";
import { root } from "../support/stack.ts";

const exercise = "exercise-9";

describe("exercise-9: a check is checked", () => {
  let lab: Awaited<ReturnType<typeof openExercises>>;
  before(async () => {
    lab = await openExercises();
    await lab.run("start:");
  });
  after(async () => lab[Symbol.asyncDispose]());

  test("it begins with a check and the types of a history; what was there is kept", async () => {
    await assert.rejects(lab.run(`check: ${exercise}`), {
      code: "not-begun",
      message: /starting point there\.$/,
    });
    const begun = await lab.run(`begin: ${exercise}`);
    assert.ok(begun.action === "begin" && begun.kept === null && begun.file === "lab-stack/checker/check.ts");
    const file = lab.fileOf(exercise);
    assert.equal(await readFile(file, "utf8"), await lab.textOf(exercise, "start"));
    const types = await readFile(join(dirname(file), "history.ts"), "utf8");
    assert.equal(types, await readFile(join(root, "extension/exercises", exercise, "history.ts"), "utf8"));
    await writeFile(file, "// mine\n");
    const again = await lab.run(`begin: ${exercise}`);
    assert.ok(again.action === "begin" && again.kept === "check.before-exercise-9.ts.txt");
    assert.equal(await readFile(join(dirname(file), again.kept), "utf8"), "// mine\n");
    await assert.rejects(lab.run(`check: { exercise: ${exercise}, strategy: atomic }`), {
      code: "no-strategy",
    });
  });

  test("the starting point fails for its intended reason: it accuses silence, and misses what cancels out", async () => {
    const start = await lab.check(exercise, await lab.textOf(exercise, "start"));
    assert.equal(start.passed, false);
    const missed = unmet(start);
    assert.equal(missed.acceptsCorrect, "accused", seenIn(start));
    assert.equal(missed.mixesUp, "escaped", seenIn(start));
    assert.equal(missed.turnsRound, "escaped", seenIn(start));
    const { history } = start.demands.find(({ name }) => name === "mixesUp") ?? {};
    const read = history?.events.at(-1);
    assert.ok(history?.faults && history.faults.lost > 0 && read?.what === "read-ids", seenIn(start));
    const acknowledged = history.events.filter(({ what }) => what === "acknowledged");
    // Whatever is counted in its place: one hit twice, one without an answer, or one that nobody sent.
    assert.ok(read.stored.length + read.pending.length >= acknowledged.length, "what is lost cancels out");
    assert.ok(history.events.length <= 6, "the history that shows it is short");
    const accused = start.demands.find(({ name }) => name === "acceptsCorrect")?.history;
    assert.equal(accused?.faults, null);
    assert.ok(accused && accused.events.length <= 3, seenIn(start));
    assert.equal(start.strategy, undefined);
    assert.deepEqual([start.file, start.isolated], ["lab-stack/checker/check.ts", true]);
  });

  test("the solution passes", async () => {
    const solution = await lab.check(exercise, await lab.textOf(exercise, "solution"));
    assert.deepEqual([solution.passed, unmet(solution)], [true, {}], seenIn(solution));
  });
});
