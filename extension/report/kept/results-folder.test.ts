import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, suite, test } from "node:test";
import * as samples from "../../../test/samples/index.ts";
import { sessionError } from "../../actions/errors.ts";
import type { CellReport } from "../../actions/run-cell.ts";
import { newCell } from "../../document/parse.ts";
import { type CellOutcome, ranOutcome } from "../json-report.ts";
import { forgetResults, hasResults, keepResult, keptResults } from "./results-folder.ts";

const startedAt = new Date("2026-11-27T18:05:00.000Z");
const endedAt = new Date("2026-11-27T18:05:03.250Z");
const cell = (step: string) => newCell("yaml", step, "load: { strategy: naive }", "\n");
const ran = (step: string, report: CellReport = samples.naiveCell) => ranOutcome(cell(step), report);
const never = (file: string, why: unknown) => assert.fail(`${file}: ${why}`);

suite("results in the lab's folder", () => {
  let folder: string;
  let notebook: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "Мои results "));
    notebook = path.join(folder, "surge.en.lab.md");
  });
  afterEach(() => rm(folder, { recursive: true }));

  const keep = (step: string, outcome: CellOutcome) =>
    keepResult(notebook, step, { outcome, startedAt, endedAt });
  const kept = async (step: string) => (await keptResults(notebook, [step], never)).get(step);
  const fileOf = (step: string) => path.join(folder, ".surge-lab/results/surge.en", `${step}.json`);

  test("every kind of result comes back as it was, with its times", async () => {
    for (const [name, result] of Object.entries(samples.results)) {
      const outcome = ran("step", samples.cell(result));
      await keep("step", outcome);
      const found = await kept("step");
      assert.deepEqual(found?.startedAt, startedAt);
      assert.deepEqual(found?.endedAt, endedAt);
      assert.ok("report" in outcome && found && "report" in found.outcome, name);
      assert.deepEqual(found.outcome.report, JSON.parse(JSON.stringify(outcome.report)), name);
      assert.equal(found.outcome.status, outcome.status, name);
      assert.equal(found.outcome.cell.code, outcome.cell.code, name);
    }
  });

  test("what the comment behind the cell expected, and why the reader guessed as they did, come back too", async () => {
    const expecting = { ...cell("hidden"), expect: { raw: "", text: 'expect: { lost: "> 0" }', line: 0 } };
    const report = { ...samples.naiveCell, why: "because" };
    await keep("hidden", ranOutcome(expecting, report));
    const found = (await kept("hidden"))?.outcome;
    assert.ok(found && "report" in found);
    assert.equal(found.cell.expect?.text, expecting.expect.text);
    assert.equal(found.report.why, "because");
  });

  test("a failure and what was missing come back in both languages", async () => {
    const error = sessionError("stack-not-started");
    await keep("failed", { cell: cell("failed"), status: "failed", error });
    await keep("skipped", { cell: cell("skipped"), status: "skipped", missing: error });
    const [failed, skipped] = [(await kept("failed"))?.outcome, (await kept("skipped"))?.outcome];
    assert.ok(failed && "error" in failed && skipped && "missing" in skipped);
    for (const read of [failed.error, skipped.missing]) {
      const { code, what, remedy } = Object(read);
      assert.deepEqual({ code, what, remedy }, { code: error.code, what: error.what, remedy: error.remedy });
    }
  });

  test("nothing is kept, read or removed behind a link that leads out of the folder", async () => {
    const other = await mkdtemp(path.join(tmpdir(), "surge-other-"));
    try {
      await mkdir(path.join(folder, ".surge-lab"));
      await symlink(other, path.join(folder, ".surge-lab/results"));
      await mkdir(path.join(other, "surge.en"));
      await writeFile(path.join(other, "surge.en/kept.json"), "{}");
      await assert.rejects(keep("naive-load", ran("naive-load")), { code: "EOUTSIDE" });
      await assert.rejects(forgetResults(notebook), { code: "EOUTSIDE" });
      assert.equal(await hasResults(notebook), false);
      const refused: string[] = [];
      assert.equal((await keptResults(notebook, ["kept"], (file) => refused.push(file))).size, 0);
      assert.deepEqual(refused, [notebook]);
      assert.deepEqual(await readdir(other, { recursive: true }), [
        "surge.en",
        path.join("surge.en", "kept.json"),
      ]);
    } finally {
      await rm(other, { recursive: true });
    }
  });

  test("a notebook whose name is nothing but dots has a folder of its own, too", async () => {
    for (const name of [".lab.md", "..lab.md", "...lab.md", "sub/...lab.md"]) {
      const file = path.join(folder, name);
      await mkdir(path.dirname(file), { recursive: true });
      await keepResult(file, "a", { outcome: ran("a"), startedAt, endedAt });
      await keep("b", ran("b"));
      await forgetResults(file);
      assert.ok(await kept("b"), name);
      assert.equal((await keptResults(file, ["a"], never)).size, 0, name);
    }
  });

  test("the last result of a step is kept, in a file that a person can read, and nothing else is left", async () => {
    await keep("naive-load", ran("naive-load"));
    await keep("naive-load", ran("naive-load", samples.cell(samples.batched)));
    assert.deepEqual(await readdir(path.dirname(fileOf("naive-load"))), ["naive-load.json"]);
    const text = await readFile(fileOf("naive-load"), "utf8");
    assert.match(text, /^ {2}"endedAt": "2026-11-27T18:05:03\.250Z",$/m);
    assert.equal(await readFile(path.join(folder, ".surge-lab/.gitignore"), "utf8"), "*\n");
    const report = (await kept("naive-load"))?.outcome;
    assert.ok(report && "report" in report && report.report.result.action === "load");
    assert.equal(report.report.result.strategy, "batched");
  });

  test("writers at once leave one whole result", async () => {
    const both = [samples.naiveCell, samples.cell(samples.batched)];
    await Promise.all(Array.from({ length: 20 }, (_, at) => keep("busy", ran("busy", both[at % 2]))));
    assert.ok(await kept("busy"));
    assert.deepEqual(await readdir(path.dirname(fileOf("busy"))), ["busy.json"]);
  });

  test("a notebook in a folder of a lab keeps its results beside the lab's stack", async () => {
    await mkdir(path.join(folder, "lab-stack"));
    await writeFile(path.join(folder, "lab-stack/compose.yaml"), "");
    await mkdir(path.join(folder, "exercises"));
    notebook = path.join(folder, "exercises/first.lab.md");
    await keep("start", ran("start"));
    assert.deepEqual(await readdir(path.join(folder, ".surge-lab/results/exercises/first")), ["start.json"]);
    assert.ok(await kept("start"));
  });

  test("forgotten results are gone, and forgetting none is no error", async () => {
    await forgetResults(notebook);
    await keep("start", ran("start"));
    assert.equal(await hasResults(notebook), true);
    await forgetResults(notebook);
    assert.equal(await hasResults(notebook), false);
    assert.equal(await kept("start"), undefined);
  });

  test("a file that is no result is passed over and named, and the others are read", async () => {
    await keep("good", ran("good"));
    await keep("bad", ran("bad"));
    const good = await readFile(fileOf("bad"), "utf8");
    const data = JSON.parse(good);
    const wrong = {
      half: good.slice(0, good.length / 2),
      empty: "",
      null: "null",
      foreign: '{ "version": 1 }',
      "of another step": JSON.stringify({ ...data, step: "good" }),
      "of a later version": JSON.stringify({ ...data, version: 2 }),
      "of an unknown action": JSON.stringify({ ...data, result: { action: "none" } }),
      "with a number that is text": JSON.stringify({ ...data, result: { ...data.result, lost: "<b>1</b>" } }),
      "at no time": JSON.stringify({ ...data, endedAt: "yesterday" }),
    };
    for (const [name, text] of Object.entries(wrong)) {
      await writeFile(fileOf("bad"), text);
      const refused: string[] = [];
      const found = await keptResults(notebook, ["bad", "good"], (file) => refused.push(file));
      assert.deepEqual([...found.keys()], ["good"], name);
      assert.deepEqual(refused, [fileOf("bad")], name);
    }
  });

  test("every name of a step has a file of its own, also where the disk ignores case", async () => {
    const long = "я".repeat(300);
    const steps = ["Naive", "naive", "шаг", "ШАГ", "con", "lpt1", long, `${long}2`];
    for (const step of steps) await keep(step, ran(step));
    const names = await readdir(path.join(folder, ".surge-lab/results/surge.en"));
    assert.equal(new Set(names.map((name) => name.toLowerCase())).size, steps.length);
    assert.ok(names.every((name) => Buffer.byteLength(name) < 200 && !/^(con|lpt1)\.json$/.test(name)));
    assert.deepEqual([...(await keptResults(notebook, steps, never)).keys()], steps);
  });
});
