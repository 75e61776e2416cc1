import assert from "node:assert/strict";
import { test } from "node:test";
import { LoadClock } from "./clock.ts";

const progress = (elapsedMs: number, silentMs = 0) => ({
  ...{ attempted: 1, ok: 1, failed: 0, unknown: 0 },
  ...{ elapsedMs, fraction: 0, answersPerSecond: 0, silentMs },
});
const never = new AbortController().signal;

test("a moment of a load counts from its first hit, not from when its progress was heard", async () => {
  const clock = new LoadClock();
  const askedAt = performance.now();
  const reached = clock.reaches(0.6, never);
  clock.heard(progress(0));
  const earliest = performance.now();
  clock.heard(progress(500));
  const latest = performance.now();
  clock.heard(progress(90_000));
  assert.equal(await reached, true);
  assert.ok(performance.now() - askedAt > 90);
  // 500 ms had gone by when that was heard, so the clock shows as much more than what has passed since.
  const least = 500 + performance.now() - latest;
  const { elapsedMs } = clock;
  const most = 500 + performance.now() - earliest;
  assert.ok(elapsedMs >= Math.max(595, least) && elapsedMs <= most, `${least} ≤ ${elapsedMs} ≤ ${most}`);
  assert.equal(await clock.reaches(0.1, never), true, "a moment that has passed");
});

test("a load that is over before never reaches it", async () => {
  const clock = new LoadClock();
  const over = new AbortController();
  const before = clock.reaches(1, over.signal);
  over.abort();
  assert.equal(await before, false, "before its first hit");
  clock.heard(progress(10));
  assert.equal(await clock.reaches(0.001, over.signal), false);
  const later = new AbortController();
  const waiting = clock.reaches(60, later.signal);
  later.abort();
  assert.equal(await waiting, false);
});

test("an app that answers no hit is silent, but not before the first hit, and not while the load itself halts it", () => {
  const clock = new LoadClock();
  assert.equal(clock.appIsSilent, false);
  clock.heard(progress(9_000, 2_000));
  assert.equal(clock.appIsSilent, false, "it has answered two seconds ago");
  clock.heard(progress(13_000, 6_000));
  assert.equal(clock.appIsSilent, true);
  clock.haltsApp();
  assert.equal(clock.appIsSilent, false);
  clock.resumesApp();
  assert.equal(clock.appIsSilent, false, "it has just been thawed");
});
