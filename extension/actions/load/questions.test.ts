import assert from "node:assert/strict";
import { test } from "node:test";
import * as samples from "../../../test/samples/index.ts";
import { questionsOf } from "../../../test/support/shown.ts";
import type { LoadResult } from "./result.ts";

test("an open loop is asked about its line, or about the rate at which one forms", () => {
  const { frozenOpen } = samples;
  assert.match(questionsOf(frozenOpen), /903 ms or longer; from when it left, 21 ms/);
  assert.ok(frozenOpen.openLoop);
  const calm: LoadResult = { ...frozenOpen, openLoop: { ...frozenOpen.openLoop, waited: 0 } };
  assert.match(questionsOf(calm), /At 500 hits\/s none waited in line/);
});

test("nothing is asked about a loss where nothing was acknowledged", () => {
  const refused: LoadResult = { ...samples.naive, ok: 0, failed: 1000, lost: 0, stored: 0, verdict: "exact" };
  assert.match(questionsOf(refused), /All 1,000 answers were refusals/);
});
