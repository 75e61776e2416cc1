import assert from "node:assert/strict";
import { test } from "node:test";
import { type ClaimName, type JudgedClaim, type JudgedRun, judge, judgeClaims } from "./claims.ts";

const run = (strategy: string, figures: Partial<JudgedRun> = {}): JudgedRun => ({
  run: 1,
  strategy,
  connections: 50,
  attempted: 1000,
  ok: 1000,
  failed: 0,
  unknown: 0,
  lost: 0,
  verdict: (figures.lost ?? 0) > 0 ? "lost" : "exact",
  durationMs: 5_000,
  requestsPerSecond: 1000,
  ...figures,
});
const naive = run("naive", { run: 1, ok: 200, failed: 800, lost: 150 });
const pooled = run("pooled", { run: 2, lost: 950 });

function judged(claim: ClaimName, ...runs: JudgedRun[]): JudgedClaim {
  const found = judgeClaims(runs).find((each) => each.claim === claim);
  assert(found);
  assert.equal(judge(claim, found.evidence), found.judgement, "it follows from the evidence alone");
  return found;
}

test("nothing is judged without a run that speaks of it", () => {
  assert.deepEqual([...new Set(judgeClaims([]).map(({ judgement }) => judgement))], ["not-measured"]);
  assert.equal(judged("most-fail", run("naive", { connections: 10 })).judgement, "not-measured");
  assert.equal(judged("not-for-writes", run("append")).judgement, "not-measured");
  assert.equal(judged("redis-keeps-all", run("batched")).judgement, "not-measured", "one run proves nothing");
  assert.equal(judged("all-ok", run("atomic")).judgement, "not-measured", "one run proves nothing");
});

test("that most fail is true of a connection each, and only of that", () => {
  assert.equal(judged("most-fail", naive).judgement, "true");
  assert.equal(judged("most-fail", naive, pooled).judgement, "half-true");
  const few = run("naive", { ok: 600, failed: 400 });
  assert.equal(judged("most-fail", few, pooled).judgement, "false");
});

test("a crowd against more connections than the claim speaks of is no evidence for it", () => {
  const at = (maxConnections: number) => ({ ...naive, run: 3, failed: 0, environment: { maxConnections } });
  assert.equal(judged("most-fail", naive, at(200)).judgement, "true");
  assert.equal(judged("most-fail", at(200)).judgement, "not-measured");
  assert.equal(judged("most-fail", naive, at(20)).judgement, "false");
});

test("a crowd through PgBouncer is no evidence for what connections do", () => {
  const through = { ...naive, run: 3, failed: 0, environment: { pgbouncer: "1.18.0" } };
  assert.equal(judged("most-fail", naive, through).judgement, "true");
  assert.equal(judged("most-fail", through).judgement, "not-measured");
});

test("that connections make the counter low is half of it, and less where none was refused", () => {
  const { judgement, evidence } = judged("connections", naive, pooled);
  assert.equal(judgement, "half-true");
  assert.deepEqual([evidence.crowd?.run, evidence.pooled?.run], [1, 2]);
  assert.equal(judged("connections", pooled).judgement, "false");
  assert.equal(judged("connections", run("naive", { ok: 200, failed: 800 })).judgement, "true");
});

test("that nothing is lost through Redis is false as soon as one run has lost a hit", () => {
  const leaking = run("buffered", { lost: 300 });
  assert.equal(judged("redis-keeps-all", leaking).judgement, "false");
  assert.equal(judged("redis-keeps-all", leaking, run("batched")).judgement, "false");
  assert.deepEqual(Object.keys(judged("redis-keeps-all", leaking, run("batched")).evidence), [
    "leaking",
    "tight",
  ]);
  assert.equal(
    judged("redis-keeps-all", run("batched"), run("atomic", { lost: 5 })).judgement,
    "not-measured",
  );
});

test("hits that died with Redis are told apart from those that were lost on the way out of it", () => {
  const fault = { kill: "redis", killedMs: 1000 };
  const { judgement, evidence } = judged(
    "redis-keeps-all",
    run("batched", { lost: 300, fault }),
    run("stream"),
  );
  assert.equal(judgement, "false");
  assert.deepEqual(Object.keys(evidence), ["killed", "tight"]);
  assert.equal(
    evidence.killed && "fault" in evidence.killed,
    false,
    "what stands in the run stands there once",
  );
  const spared = run("buffered", { lost: 300, fault: { ...fault, killedMs: null } });
  assert.deepEqual(Object.keys(judged("redis-keeps-all", spared).evidence), ["leaking"]);
});

test("that PostgreSQL is not for many writes is judged by a row for every hit against the fastest buffer", () => {
  const buffered = run("buffered", { requestsPerSecond: 4_000 });
  const batched = run("batched", { run: 2, requestsPerSecond: 10_000 });
  const half = judged("not-for-writes", run("append", { requestsPerSecond: 5_000 }), batched, buffered);
  assert.equal(half.judgement, "false");
  assert.equal(half.evidence.buffer?.strategy, "batched");
  const slower = run("append", { requestsPerSecond: 4_900 });
  assert.equal(judged("not-for-writes", slower, batched, buffered).judgement, "true");
  const avoids = run("coalesced", { requestsPerSecond: 10_000 });
  assert.equal(judged("not-for-writes", avoids, batched).judgement, "not-measured", "it avoids writes");
});

test("writes are compared only in runs with the same connections, both long enough", () => {
  const append = run("append", { requestsPerSecond: 5_000 });
  const other = run("batched", { connections: 200 });
  const short = run("batched", { durationMs: 4_999 });
  assert.equal(judged("not-for-writes", append, other, short).judgement, "not-measured");
  const later = run("append", { run: 3, connections: 10 });
  const { evidence } = judged("not-for-writes", append, run("batched", { run: 2 }), later);
  assert.deepEqual([evidence.rows?.run, evidence.buffer?.run], [1, 2]);
  // In a report that was rebuilt.
  assert.equal(judge("not-for-writes", { rows: append, buffer: other }), "not-measured");
  assert.equal(judge("not-for-writes", { rows: append, buffer: short }), "not-measured");
});

test("speed is judged only by runs that were neither disturbed nor held to a rate", () => {
  const append = run("append", { run: 1, requestsPerSecond: 3_000 });
  const slowed = [
    run("append", { run: 2, requestsPerSecond: 100, openLoop: {} }),
    run("append", { run: 3, requestsPerSecond: 800, pause: {} }),
    run("append", { run: 4, requestsPerSecond: 900, fault: { kill: "postgres", killedMs: 1000 } }),
  ];
  const batched = run("batched", { requestsPerSecond: 30_000 });
  assert.equal(judged("not-for-writes", append, ...slowed, batched).evidence.rows?.run, 1);
});

test("a run among other programs is evidence only where there is no other, and says so", () => {
  const limitedBy = { code: "other-programs" };
  const append = run("append", { run: 1, requestsPerSecond: 3_000 });
  const batched = run("batched", { run: 2, requestsPerSecond: 4_000 });
  const disturbed = run("batched", { run: 3, requestsPerSecond: 30_000, limitedBy });
  const calm = judged("not-for-writes", append, batched, disturbed);
  assert.deepEqual([calm.evidence.buffer?.run, calm.evidence.buffer?.disturbed], [2, undefined]);
  const noisy = judged("not-for-writes", append, disturbed);
  assert.deepEqual([noisy.evidence.buffer?.run, noisy.evidence.buffer?.disturbed], [3, true]);
});

test("that all is well when all is 200 is false as soon as one such run has lost a hit", () => {
  assert.equal(judged("all-ok", run("atomic"), pooled).judgement, "false");
  assert.equal(judged("all-ok", naive).judgement, "not-measured");
});

test("the latest run that speaks of a claim is the one that counts", () => {
  const again = { ...naive, run: 7, ok: 900, failed: 100 };
  assert.deepEqual(judged("most-fail", naive, again).evidence.crowd?.run, 7);
});
