import assert from "node:assert/strict";
import { test } from "node:test";
import * as samples from "../../test/samples/index.ts";
import { formatNumber, languages } from "../common/language.ts";
import { renderMarkdown } from "../drawing/markdown.ts";
import { renderText } from "../drawing/text.ts";
import { readPredictions } from "./expect.ts";
import { shownResults } from "./index.ts";
import { present, presentProgress } from "./present.ts";

test("no result has an empty or broken word in it", () => {
  for (const language of languages) {
    for (const [name, result] of Object.entries(samples.results)) {
      const blocks = present(samples.cell(result), language);
      assert.equal(blocks[0]?.kind, name === "discuss" ? "question" : "verdict", name);
      assert.doesNotMatch(JSON.stringify(blocks), /undefined|NaN|\[object|:""(?!,)/, `${name}, ${language}`);
    }
  }
});

test("the guess stands right under the headline", () => {
  const predicted = [{ key: "statements.0.rows.0.0", guess: 0, got: 446 }];
  const [headline, guess] = present({ ...samples.cell(samples.sql), predicted }, "en");
  assert.equal(headline?.kind, "verdict");
  assert.ok(guess?.kind === "line" && guess.tone === "guess");
  assert.equal(guess.text, "statements.0.rows.0.0 0, measured 446");
});

test("a headline answers what the cell asked, and the guess stands between it and the picture, on which it is marked", () => {
  const predicted = [
    { key: "latencyMs.p99", guess: 100, got: 478 },
    { key: "stored", guess: 500, got: 81 },
    { key: "failed", guess: 200, got: 473 },
  ];
  const [headline, guess, ledger, ...others] = present({ ...samples.cell(samples.naive), predicted }, "en");
  assert.ok(headline?.kind === "verdict");
  assert.match(
    headline.text,
    /^p99 478\sms\. Stored 81\. At least 446 .* 473 were refused/,
    "what it says already is not repeated",
  );
  assert.ok(guess?.kind === "line" && ledger?.kind === "ledger");
  assert.match(guess.text, /p99 100 ms, measured 478 ms {3}stored 500, measured 81 {3}failed 200/);
  assert.deepEqual(
    ledger.guesses?.map(({ row, at }) => [row, at]),
    [
      [1, 0.2],
      [2, 0.973],
    ],
  );
  const latency = others.find((block) => block.kind === "chart" && block.caption.startsWith("Latency"));
  assert.ok(latency?.kind === "chart" && latency.form === "columns");
  const [mark] = latency.marks.filter((each) => each.guess);
  assert.equal(mark?.label, "your prediction: p99 100 ms");
  const near = latency.x.ticks.find(({ label }) => label === "100");
  assert.ok(near && Math.abs(near.at - mark.at) < 0.001);
});

test("a guess that the headline answers by itself is not answered twice", () => {
  const text = (key: string, got: number) => {
    const predicted = [{ key, guess: 1, got }];
    const [headline] = present({ ...samples.cell(samples.batched), predicted }, "en");
    return headline?.kind === "verdict" ? headline.text.split(":")[0] : undefined;
  };
  assert.equal(text("ok", 1000), "The count is right");
  assert.equal(text("lost", 0), "Lost 0. The count is right", "“0 stored” of this run is no answer to it");
  assert.equal(text("latencyMs.p99", 18), "p99 18 ms. The count is right");
  assert.equal(text("requestsPerSecond", 6579), "Acknowledged 6,579/s. The count is right");
  assert.equal(
    text("matrix.buffered.before-commit.lost", 100),
    "buffered before-commit lost 100. The count is right",
  );
});

test("what a headline is taken to say stands in it", () => {
  let checked = 0;
  for (const [name, result] of Object.entries(samples.results)) {
    const view = shownResults.find((shown) => shown.name === result.action)?.view(result, "en");
    const [headline] = view?.main ?? [];
    for (const key of view?.said ?? []) {
      const got = readPredictions(result, { [key]: 1 })[0]?.got;
      assert.ok(headline?.kind === "verdict" && got !== null && got !== undefined, `${name}: ${key}`);
      // None is said in words.
      const number = typeof got === "number" ? formatNumber(got, "en") : String(got);
      const words = got === 0 ? `(${number}|none|nothing|not one|no worker)` : number;
      assert.match(
        headline.text,
        new RegExp(`(?<![\\d.,])${words}(?![\\d.,]\\d|\\d)`, "i"),
        `${name}: ${key}`,
      );
      checked += 1;
    }
  }
  assert.ok(checked > 40, `${checked} values`);
});

test("the reason stands below the guess, in one line and as it was typed, also while a load runs", () => {
  const why = " *they*\n  <b>race</b> ";
  const predicted = [{ key: "stored", guess: 500, got: 81 }];
  const guesses = [{ key: "stored", guess: 500 }];
  const during = presentProgress(samples.progress, "ru", samples.slices, { guesses, why });
  const final = present({ ...samples.cell(samples.naive), predicted, why }, "ru");
  for (const blocks of [during, final]) {
    const [, guess, reason, ledger] = blocks;
    assert.deepEqual(
      [guess?.kind, reason, ledger?.kind],
      [
        "line",
        { kind: "line", tone: "guess", lead: "Ваше объяснение:", text: "*they* <b>race</b>" },
        "ledger",
      ],
    );
  }
  assert.match(renderMarkdown(final), /\\\*they\\\* (?:\\<|&lt;)b/);
  for (const empty of ["", "  "])
    assert.deepEqual(
      present({ ...samples.cell(samples.naive), predicted, why: empty }, "en"),
      present({ ...samples.cell(samples.naive), predicted }, "en"),
    );
});

test("while a load runs its guess stands where it will stand in the result", () => {
  const guesses = [{ key: "stored", guess: 1000 }];
  const [, guess, ledger] = presentProgress(samples.progress, "en", samples.slices, { guesses });
  assert.ok(guess?.kind === "line" && guess.text === "stored 1,000, measured …");
  assert.equal(ledger?.kind, "ledger");
});

test("where the text above asks, the cell opens the answer, in every form", () => {
  const questions = [{ answer: "**Too many.** Each is a process.\n\nAnd *slow*." }];
  const blocks = present(samples.cell({ action: "discuss", questions }), "en");
  assert.equal(blocks.length, 1);
  const text = renderText(blocks, { colour: false, language: "en" });
  assert.equal(text, "**Too many.** Each is a process.\nAnd *slow*.");
  assert.match(renderMarkdown(blocks), /^\*\*Too many/);
});

test("a discussion begins with its question, not with a headline about it", () => {
  const [first] = present(samples.cell(samples.discuss), "en");
  assert.equal(first?.kind, "question");
});
