import assert from "node:assert/strict";
import { test } from "node:test";
import * as samples from "../../../test/samples/index.ts";
import { asked, questionsOf } from "../../../test/support/shown.ts";
import type { LoadResult } from "./result.ts";

test("an open loop is asked about its line, or about the rate at which one forms", () => {
  const { frozenOpen } = samples;
  assert.match(questionsOf(frozenOpen), /903 ms or longer; from when it left, 21 ms/);
  assert.ok(frozenOpen.openLoop);
  const calm: LoadResult = { ...frozenOpen, openLoop: { ...frozenOpen.openLoop, waited: 0 } };
  assert.match(questionsOf(calm), /At 500 hits\/s none waited in line/);
});

test("hits that are stored though they were refused are not called refused for nothing", () => {
  const { naive } = samples;
  const counts = { attempted: 1000, unknown: 0, lost: 0, recovered: 0, verdict: "duplicated" } as const;
  const stored: LoadResult = { ...naive, ...counts, ok: 0, failed: 1000, stored: 1000, duplicated: 1000 };
  assert.match(questionsOf(stored), /How were they stored, if the client got a refusal/);
  assert.doesNotMatch(questionsOf(stored), /answers were refusals|trying again cannot count twice|ran twice/);
  const either: LoadResult = { ...naive, ...counts, ok: 900, failed: 100, stored: 950, duplicated: 50 };
  assert.match(questionsOf(either), /50 too many were counted, and 100 hits were refused/);
  assert.doesNotMatch(questionsOf(either), /trying again cannot count twice|ran twice/);
});

test("what is asked about a loss fits what happened in the run", () => {
  const { naive } = samples;
  const race = /How many would be lost with 1|read the same number|200 OK for lost hits/;
  assert.match(questionsOf(naive), race);
  const fault = { kill: "redis", signal: "SIGKILL", after: 1, recover: 1 } as const;
  const killed: LoadResult = { ...naive, fault: { ...fault, killedMs: 1000, backMs: 2000 } };
  assert.match(questionsOf(killed), /Redis was killed during the load, and at least 446 acknowledged hits/);
  assert.doesNotMatch(questionsOf(killed), race);
  const notKilled: LoadResult = { ...naive, fault: { ...fault, killedMs: null, backMs: null } };
  assert.equal(questionsOf(notKilled), questionsOf(naive));

  const silent: LoadResult = { ...naive, ok: 1000, failed: 0, failures: {}, lost: 919 };
  assert.match(questionsOf(silent), race);
  for (const explained of [
    { connections: 1 },
    { byName: true },
    { elsewhere: [{ strategy: "atomic", hits: 919 }] },
    { stored: 0, lost: 1000 },
  ]) {
    assert.doesNotMatch(questionsOf({ ...silent, ...explained }), race, JSON.stringify(explained));
  }
});

test("refusals are put down to connections only where the codes say so", () => {
  const answersOf = (result: LoadResult) =>
    asked(result)
      .map(({ answer }) => answer.markdown)
      .join("\n");
  assert.match(answersOf(samples.naive), /refusals come from too few connections/);
  const frozen: LoadResult = { ...samples.naive, failures: { "08006": 473 } };
  assert.doesNotMatch(answersOf(frozen), /too few connections/);
  assert.match(answersOf(frozen), /codes in the table above/);
});

test("nothing is asked about a loss where nothing was acknowledged", () => {
  const refused: LoadResult = { ...samples.naive, ok: 0, failed: 1000, lost: 0, stored: 0, verdict: "exact" };
  assert.match(questionsOf(refused), /All 1,000 answers were refusals/);
});

test("what a Redis that stops would cost is asked only of a buffer in Redis", () => {
  const parts = { connection: 1, connecting: 0, postgres: 2, app: 0, rest: 1 };
  const pending: LoadResult = { ...samples.batched, ok: 1000, pending: 1000, stored: 0, lost: 0 };
  const timed = (redis: number): LoadResult => ({
    ...pending,
    time: { meanMs: 4 + redis, partsMs: { ...parts, redis } },
  });
  const asksOf = [pending, timed(2), timed(0)].map((run) => /if Redis stopped/.test(questionsOf(run)));
  assert.deepEqual(asksOf, [true, true, false]);
});
