import assert from "node:assert/strict";
import { test } from "node:test";
import * as samples from "../../test/samples/index.ts";
import { languages } from "../common/language.ts";
import type { QuestionBlock } from "../drawing/blocks.ts";
import type { Result } from "./index.ts";
import type { LoadResult } from "./load/result.ts";
import { present } from "./present.ts";

function asked(result: Result, language: "en" | "ru" = "en"): QuestionBlock[] {
  return present(samples.cell(result), language).filter((block) => block.kind === "question");
}

function questionsOf(result: Result): string {
  return asked(result)
    .map(({ question }) => question.markdown)
    .join("\n");
}

test("every measured result ends with one or two questions, each with an answer, in both languages", () => {
  const { naive, batched, interrupted, everything, process, inspect, compare, show } = samples;
  const orders = [samples.pooledOrders, samples.transactionOrders, samples.lockedOrder, samples.atomicOrders];
  for (const result of [
    samples.start,
    samples.worker,
    samples.pause,
    samples.claims,
    naive,
    batched,
    interrupted,
    everything,
    process,
    inspect,
    compare,
    show,
    ...orders,
  ]) {
    const count = asked(result).length;
    assert.ok(count === 1 || count === 2, result.action);
    for (const language of languages) {
      const blocks = asked(result, language);
      assert.equal(blocks.length, count);
      for (const { question, answer } of blocks) {
        assert.match(question.markdown, /\?/);
        assert.ok(answer.markdown.length > 60);
        assert.match(answer.html, /^<p>.*<\/p>$/s);
      }
    }
  }
});

test("questions are made from the numbers of their result", () => {
  assert.match(questionsOf(samples.naive), /473 clients were told no, and 446 or more/);
  const silent = { ...samples.naive, ok: 1000, failed: 0, failures: {}, lost: 919 };
  assert.match(questionsOf(silent), /Not one error, and still 919 are gone/);
  const single = { ...silent, connections: 1 };
  assert.doesNotMatch(questionsOf(single), /How many would be lost with 1/);
  assert.match(questionsOf(samples.batched), /1,000 are only in the buffer/);
  assert.match(questionsOf(samples.start), /17 of 20 connections/);
  assert.match(questionsOf(samples.worker), /moved every 2\u00a0s/);
  assert.match(questionsOf(samples.show), /between line 2 and line 4/);
  assert.match(questionsOf(samples.inspect), /logged its most frequent line 473 times/);
  assert.doesNotMatch(questionsOf({ ...samples.inspect, log: [] }), /logged/);
});

test("an open loop is asked about its line, or about the rate at which one forms", () => {
  const { frozenOpen } = samples;
  assert.match(questionsOf(frozenOpen), /903 ms or longer; from when it left, 21 ms/);
  assert.ok(frozenOpen.openLoop);
  const calm: LoadResult = { ...frozenOpen, openLoop: { ...frozenOpen.openLoop, waited: 0 } };
  assert.match(questionsOf(calm), /At 500 hits\/s none waited in line/);
});

test("an open loop's rate was asked for, so that it is no rival in speed", () => {
  const { frozenClosed, frozenOpen } = samples;
  const other = { ...frozenClosed, strategy: "batched", requestsPerSecond: 9000 };
  assert.match(questionsOf({ action: "compare", runs: [frozenClosed, other] }), /`batched` was the fastest/);
  assert.doesNotMatch(questionsOf({ action: "compare", runs: [other, frozenOpen] }), /fastest/);
});

test("nothing is asked about a loss where nothing was acknowledged", () => {
  const refused: LoadResult = { ...samples.naive, ok: 0, failed: 1000, lost: 0, stored: 0, verdict: "exact" };
  assert.match(questionsOf(refused), /All 1,000 answers were refusals/);
});

test("a comparison ranks only runs that are long enough", () => {
  const compared = (...runs: LoadResult[]) => questionsOf({ action: "compare", runs });
  const long = { durationMs: 10_000 };
  const [naive, batched] = [
    { ...samples.naive, ...long },
    { ...samples.batched, ...long },
  ];
  assert.match(compared(naive, batched), /`batched` lost none and was the faster one too/);
  const quick = { ...naive, requestsPerSecond: 9000 };
  assert.match(
    compared(quick, batched),
    /`naive` answered 9,000 hits\/s and lost ≥446; `batched` 6,579 and lost none/,
  );
  const short = compared(samples.naive, samples.batched);
  assert.match(short, /`naive` lost ≥446 of 527 acknowledged hits/);
  assert.match(short, /`naive` ran for 2.8\u00a0s at 189 ok\/s\. Why is that no speed to rank by/);
  assert.doesNotMatch(short, /faster|fastest/);
});
