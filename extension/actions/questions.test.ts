import assert from "node:assert/strict";
import { test } from "node:test";
import * as samples from "../../test/samples/index.ts";
import { asked, questionsOf } from "../../test/support/shown.ts";
import { languages } from "../common/language.ts";

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
        assert.match(question?.markdown ?? "", /\?/);
        assert.ok(answer.markdown.length > 60);
        assert.match(answer.html, /^<p>.*<\/p>$/s);
      }
    }
  }
});

test("questions are made from the numbers of their result", () => {
  assert.match(questionsOf(samples.naive), /473 hits were refused, and 446 or more got 200 OK for lost data/);
  const silent = { ...samples.naive, ok: 1000, failed: 0, failures: {}, lost: 919 };
  assert.match(questionsOf(silent), /Not one error, and still 919 hits are gone/);
  const one = questionsOf({ ...samples.naive, lost: 0, ok: 999, failed: 1, failures: { "53300": 1 } });
  assert.match(one, /1 hit was refused/);
  const [inRussian] = asked({ ...samples.naive, lost: 0, ok: 999, failed: 1 }, "ru");
  assert.match(inRussian?.question?.markdown ?? "", /^1 запрос получил отказ/);
  const single = { ...silent, connections: 1 };
  assert.doesNotMatch(questionsOf(single), /How many would be lost with 1/);
  assert.match(questionsOf(samples.batched), /1,000 hits are only in the buffer/);
  assert.match(questionsOf(samples.start), /17 of 20 connections/);
  assert.match(questionsOf(samples.worker), /moved every 2\u00a0s/);
  assert.match(questionsOf(samples.show), /between line 2 and line 4/);
  assert.match(questionsOf(samples.inspect), /logged its most frequent line 473 times/);
  assert.doesNotMatch(questionsOf({ ...samples.inspect, log: [] }), /logged/);
});
