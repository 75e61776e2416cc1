import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, suite, test } from "node:test";
import * as samples from "../../../test/samples/index.ts";
import type { CheckResult } from "../../actions/check/result.ts";
import type { Result } from "../../actions/index.ts";
import { newCell, parseLab } from "../../document/parse.ts";
import { ranOutcome } from "../json-report.ts";
import { exercisesIn } from "./exercise-progress.ts";
import { notebookProgress } from "./progress.ts";
import { exerciseText, progressPage, stateText } from "./progress-page.ts";
import { keepResult, keptHeads } from "./results-folder.ts";

const codes = {
  begin: "begin: exercise-1",
  check: "check: { exercise: exercise-1, seed: 7 }",
  again: "check: exercise-1",
  stop: "stop:",
};
const text = Object.entries(codes)
  .map(([step, code]) => `\`\`\`yaml lab ${step}\n${code}\n\`\`\`\n`)
  .join("\n");
const never = (file: string, why: unknown) => assert.fail(`${file}: ${why}`);
const solved: CheckResult = { ...samples.check, passed: true, met: samples.check.demands.length };

suite("the progress of an exercise", () => {
  let folder: string;
  let notebook: string;
  let minute = 0;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "exercise "));
    notebook = path.join(folder, "exercise.en.lab.md");
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function keep(step: keyof typeof codes, result: Result): Promise<void> {
    const at = new Date(Date.UTC(2026, 10, 27, 18, minute++));
    const outcome = ranOutcome(newCell("yaml", step, codes[step], "\n"), samples.cell(result));
    await keepResult(notebook, step, { outcome, startedAt: at, endedAt: at });
  }

  async function progress() {
    const lab = parseLab(text);
    const exercises = await exercisesIn(notebook, lab, never);
    return notebookProgress(lab, await keptHeads(notebook, Object.keys(codes), never), exercises);
  }

  async function said(): Promise<string> {
    const [exercise, ...others] = (await progress()).exercises;
    assert.ok(exercise);
    assert.deepEqual(others, []);
    return exerciseText(exercise, "en");
  }

  test("goes from not begun over its demands to solved, by its last check", async () => {
    assert.equal(await said(), "not begun");
    await keep("begin", samples.begin);
    assert.equal(await said(), "begun");
    await keep("check", samples.check);
    assert.equal(await said(), "2 of 5 demands met");
    await keep("again", solved);
    assert.equal(await said(), "solved");
    await keep("check", samples.check);
    assert.equal(await said(), "2 of 5 demands met");
  });

  test("says what was asked for", async () => {
    await keep("begin", samples.begin);
    const at = "2026-11-27T18:05:00.000Z";
    const asked = ["hint 1", "hint 2", "solution"].map((what) => ({ what, at }));
    await mkdir(path.join(folder, ".surge-lab"), { recursive: true });
    await writeFile(path.join(folder, ".surge-lab/asked.json"), JSON.stringify({ "exercise-1": asked }));
    assert.equal(await said(), "begun · hints asked for: 2 · solution asked for");
  });

  test("a check that is not passed comes next, and says how far it got; once it is passed, the step after it", async () => {
    await keep("begin", samples.begin);
    await keep("check", samples.check);
    const open = await progress();
    assert.equal(open.next, "check");
    const check = open.steps.find(({ step }) => step === "check");
    assert.ok(check);
    assert.equal(stateText(check, open, "en"), "2 of 5 demands met · next");
    const page = progressPage([{ file: "exercise.en.lab.md", progress: open }], "en");
    assert.match(page, /\n\n`exercise-1`: 2 of 5 demands met\n\n\| Step \|/);
    await keep("again", solved);
    assert.equal((await progress()).next, "stop");
  });

  test("is none in a notebook without one, nor where the cell cannot be read", async () => {
    for (const code of ["load: { strategy: naive }", "check: exercise-99", "check: ["]) {
      const lab = parseLab(`\`\`\`yaml lab a\n${code}\n\`\`\`\n`);
      assert.deepEqual(await exercisesIn(notebook, lab, never), [], code);
    }
  });
});
