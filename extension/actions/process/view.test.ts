import assert from "node:assert/strict";
import { test } from "node:test";
import * as samples from "../../../test/samples/index.ts";
import { present } from "../present.ts";
import type { ProcessResult } from "./result.ts";

test("the app's own number and the counter disagreeing is asked about", () => {
  const doubled = { ...samples.process, after: { stored: 2000, pending: 0 } };
  assert.match(
    JSON.stringify(present(samples.cell(doubled), "en")),
    /moved 1,000, the counter grew by 2,000/,
  );
  assert.doesNotMatch(JSON.stringify(present(samples.cell(samples.process), "en")), /counter grew/);
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
