import assert from "node:assert/strict";
import { test } from "node:test";
import { unreadLedger } from "../../ledger/judge.ts";
import { checkLedger } from "./check-ledger.ts";
import { judgeSettled, requireStill } from "./late-writes.ts";

const { signal } = new AbortController();
const outcomes = { attempted: 100, ok: 100, failed: 0, unknown: 0 };
const sent = { strategy: "mine", baseline: { stored: 0, pending: 0 }, names: undefined };

/** Each look finds the next of these counts, and the last one for ever. */
function counting(counts: readonly number[], busy = 0) {
  let looks = 0;
  return {
    counted: async () => ({ stored: counts[Math.min(looks++, counts.length - 1)] ?? 0, pending: 0 }),
    connectionsOfApp: async () => ({ open: busy, busy }),
    pendingIds: async () => new Set<string>(),
    presentIds: async () => new Map<string, number>(),
    room: async () => new Map<string, number>(),
    heldIds: async () => new Set<string>(),
    looks: () => looks,
  };
}
const endless = Array.from({ length: 99 }, (_, n) => n);

test("hits that are written after their answer are waited for", async () => {
  const { lost, verdict } = await judgeSettled(counting([20, 50, 80, 100]), outcomes, sent, signal);
  assert.deepEqual([lost, verdict], [0, "exact"]);
});

test("a count that is right so far is looked at again while the app still writes", async () => {
  const { duplicated, verdict } = await judgeSettled(counting([100, 140, 200], 1), outcomes, sent, signal);
  assert.deepEqual([duplicated, verdict], [100, "duplicated"]);
  const idle = counting([100, 140]);
  assert.equal((await judgeSettled(idle, outcomes, sent, signal)).verdict, "exact");
  assert.equal(idle.looks(), 1);
});

test("hits that are really gone are lost after the wait", async () => {
  const { lost, verdict, moving } = await judgeSettled(counting([20, 50, 80]), outcomes, sent, signal);
  assert.deepEqual([lost, verdict, moving], [20, "lost", undefined]);
});

test("while the count changes nothing is called lost, and the report agrees", async () => {
  const ledger = await judgeSettled(counting(endless), outcomes, sent, signal, 0.5);
  assert.deepEqual([ledger.lost, ledger.verdict, ledger.moving], [0, "open", true]);
  assert.deepEqual(checkLedger(ledger), []);
  assert.notDeepEqual(checkLedger({ ...ledger, lost: 5, verdict: "lost" }), []);
});

test("a run after which nothing could be read is kept, and the report agrees", () => {
  const ledger = unreadLedger(outcomes, { en: "Gone.", ru: "Нет." });
  assert.deepEqual([ledger.ok, ledger.lost, ledger.verdict], [100, 0, "open"]);
  assert.deepEqual(checkLedger(ledger), []);
  assert.notDeepEqual(checkLedger({ ...ledger, verdict: "exact" }), []);
});

test("no run begins while hits of an earlier one arrive", async () => {
  await requireStill(counting(endless), "mine", true, signal, 0.5);
  await requireStill(counting([20, 50, 80]), "mine", false, signal);
  const late = { code: "count-still-changes" };
  await assert.rejects(requireStill(counting(endless), "mine", false, signal, 0.5), late);
  await assert.rejects(requireStill(counting(endless, 1), "mine", true, signal, 0.5), late);
});
