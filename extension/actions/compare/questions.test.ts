import assert from "node:assert/strict";
import { test } from "node:test";
import * as samples from "../../../test/samples/index.ts";
import { questionsOf } from "../../../test/support/shown.ts";
import type { LoadResult } from "../load/result.ts";

test("an open loop's rate was asked for, so that it is no rival in speed", () => {
  const { frozenClosed, frozenOpen } = samples;
  const other = { ...frozenClosed, strategy: "batched", requestsPerSecond: 9000 };
  assert.match(questionsOf({ action: "compare", runs: [frozenClosed, other] }), /`batched` was the fastest/);
  assert.doesNotMatch(questionsOf({ action: "compare", runs: [other, frozenOpen] }), /fastest/);
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
