import assert from "node:assert/strict";
import { test } from "node:test";
import { newCell, parseLab } from "../../document/parse.ts";
import type { KeptHead } from "./kept-result.ts";
import { notebookProgress } from "./progress.ts";
import { progressPage, stateText } from "./progress-page.ts";
import { summaryText } from "./summary.ts";

const text = [
  "# Why it limps #\n",
  "```yaml lab start\nstart:\n```",
  "```yaml lab load\nload: { strategy: naive }\n```",
  "```sql lab counter\nselect 1;\n```",
  "```yaml lab more\ninspect:\n```",
  "```yaml lab kafka\nstart: { with: [kafka] }\n```",
  "```yaml lab\ncompare:\n```",
].join("\n");

const head = (step: string, code: string, more: Partial<KeptHead> = {}): [string, KeptHead] => [
  step,
  {
    format: "surge-lab-result",
    version: 1,
    step,
    startedAt: "2026-11-27T18:05:00.000Z",
    endedAt: "2026-11-27T18:05:03.250Z",
    language: "yaml",
    code,
    status: "ok",
    ...more,
  },
];
const kept = new Map([
  head("start", "start:"),
  head("load", "load: { strategy: naive }", { status: "failed" }),
  head("counter", "select 2;", { language: "sql" }),
  head("kafka", "start: { with: [kafka] }", { status: "skipped" }),
]);

test("each step with a name has a state, and the first that is to be run comes next", () => {
  const { title, steps, next } = notebookProgress(parseLab(text), kept, []);
  assert.equal(title, "Why it limps");
  assert.deepEqual(
    steps.map(({ step, action, state }) => [step, action, state]),
    [
      ["start", "start", "as-expected"],
      ["load", "load", "not-as-expected"],
      ["counter", "sql", "changed"],
      ["more", "inspect", "not-run"],
      ["kafka", "start", "skipped"],
    ],
  );
  assert.equal(next, "counter");
});

test("line breaks alone are no change, and after the last step nothing is next", () => {
  const lab = parseLab("```yaml lab a\r\nload:\r\n  strategy: naive\r\n```\r\n");
  const progress = notebookProgress(lab, new Map([head("a", "load:\n  strategy: naive")]), []);
  assert.equal(progress.steps[0]?.state, "as-expected");
  assert.equal(progress.next, undefined);
});

test("the page lists every step in a table that any Markdown viewer shows", () => {
  const page = progressPage(
    [{ file: "surge.en.lab.md", progress: notebookProgress(parseLab(text), kept, []) }],
    "en",
  );
  assert.match(page, /^# Progress\n/);
  assert.match(page, /\n## Why it limps\n\n`surge\.en\.lab\.md`: 3 of 5 steps\n\n\| Step \|/);
  assert.match(page, /\n\| load \| load \| not as expected \| 27 Nov 2026, \d\d:\d\d \|\n/);
  assert.match(page, /\n\| counter \| sql \| the cell has changed since · next \| 27 Nov/);
  assert.match(page, /\n\nCells without a name: 1\. /);
  assert.match(page, /\n\| more \| inspect \| not run yet \| {2}\|\n/);
});

test("a state is worded in the reader's language", () => {
  const progress = notebookProgress(parseLab(text), new Map(), []);
  const [start, load] = progress.steps;
  assert.ok(start && load);
  assert.equal(stateText(start, progress, "ru"), "ещё не выполнен · следующий");
  assert.equal(stateText(load, progress, "en"), "not run yet");
});

test("the summary counts what ran, and names what was not as expected or was skipped", () => {
  const run = (step: string | undefined, status?: "ok" | "failed" | "skipped") => {
    const cell = newCell("yaml", step, "inspect:", "\n");
    if (status === undefined) return { cell, outcome: undefined };
    if (status === "failed") return { cell, outcome: { cell, status, error: new Error("no") } };
    if (status === "skipped") return { cell, outcome: { cell, status } };
    const report = { result: { action: "reset" } as never, predicted: [], expected: [] };
    return { cell, outcome: { cell, status, report } };
  };
  assert.equal(summaryText([run("a", "ok")], "en"), "1 step as expected");
  assert.equal(
    summaryText(
      [run("a", "ok"), run("b", "ok"), run(undefined, "failed"), run("c", "skipped"), run("d")],
      "en",
    ),
    "2 steps as expected; 1 not as expected: inspect; 1 skipped: c; 1 not run",
  );
  const many = ["a", "b", "c", "d", "e"].map((step) => run(step, "failed"));
  assert.equal(summaryText(many, "en"), "5 not as expected: a, b, c, d, …");
  assert.equal(
    summaryText([run("a", "ok"), run("b")], "ru"),
    "1 шаг завершился как ожидалось; не выполнено: 1",
  );
});
