import assert from "node:assert/strict";
import { test } from "node:test";
import * as samples from "../../../test/samples/index.ts";
import type { Language } from "../../common/language.ts";
import { present } from "../present.ts";
import type { ProcessResult } from "./result.ts";

test("several calls at once report a number; none is called moved, and only what took a while has a rate", () => {
  const { ledger } = samples.process;
  assert.ok(ledger);
  const twice = {
    ...samples.process,
    ...{ atOnce: 4, processed: 4000, durationMs: 1200, stored: 4000 },
    after: { stored: 4000, pending: 0 },
    ledger: { ...ledger, stored: 4000, duplicated: 3000, verdict: "duplicated" as const },
  };
  const shown = (result: ProcessResult, language: Language) =>
    JSON.stringify(present(samples.cell(result), language)).replaceAll("\u00a0", " ");
  assert.match(shown(twice, "en"), /"4 calls at once reported 4,000 hits moved in 1\.2 s\. +run 2, judged/);
  assert.match(shown(twice, "ru"), /"4 одновременных вызова сообщили о переносе 4 000 запросов за 1,2 с\./);
  assert.doesNotMatch(shown(twice, "en"), /hits\/s|moved into/);
  assert.doesNotMatch(shown(samples.process, "en"), /hits\/s/);
  assert.match(shown({ ...samples.process, durationMs: 500 }, "en"), /in 500 ms\. +2,000 hits\/s/);
});

test("the app's own number and the counter disagreeing is asked about", () => {
  const doubled = { ...samples.process, after: { stored: 2000, pending: 0 } };
  assert.match(
    JSON.stringify(present(samples.cell(doubled), "en")),
    /moved 1,000, the counter grew by 2,000/,
  );
  assert.doesNotMatch(JSON.stringify(present(samples.cell(samples.process), "en")), /counter grew/);
});

test("how often the counter was written is asked only where there is one", () => {
  const { ledger } = samples.process;
  assert.ok(ledger);
  const asked = (result: ProcessResult) =>
    /How many UPDATEs/.test(JSON.stringify(present(samples.cell(result), "en")));
  assert.deepEqual(
    [asked(samples.process), asked({ ...samples.process, ledger: { ...ledger, byName: true } })],
    [true, false],
  );
});

test("what is left only by the app's word is called that, in the verdict or below the headline", () => {
  const { ledger } = samples.process;
  assert.ok(ledger);
  const left = { ...samples.process, after: { stored: 1000, pending: 7 }, pending: 7, claimed: 7 };
  const said = (result: ProcessResult) =>
    JSON.stringify(present(samples.cell(result), "en")).match(
      /7 hits are in the buffer only by the app's word/g,
    );
  assert.equal(said({ ...left, ledger: null })?.length, 1);
  assert.equal(said({ ...left, ledger: { ...ledger, pending: 7, claimed: 7, verdict: "open" } })?.length, 1);
  assert.equal(said(samples.process), null);
});
