import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { HitIds } from "../../load/hit-ids.ts";
import { checkLedger } from "./check-ledger.ts";
import { judgeRun, keptSince } from "./judge-run.ts";

test("hits that are stored or wait in the buffer are kept", () => {
  assert.deepEqual(keptSince({ stored: 5, pending: 0 }, { stored: 5, pending: 1000 }), {
    stored: 0,
    pending: 1000,
  });
  assert.deepEqual(keptSince({ stored: 5, pending: 0 }, { stored: 86, pending: 0 }), {
    stored: 81,
    pending: 0,
  });
});

test("draining an earlier run's buffer does not count for this run", () => {
  assert.deepEqual(keptSince({ stored: 0, pending: 1000 }, { stored: 2000, pending: 0 }), {
    stored: 1000,
    pending: 0,
  });
});

test("however process is interleaved, kept is what this run added", () => {
  const counts = fc.nat(10_000);
  fc.assert(
    fc.property(
      counts,
      counts,
      counts,
      fc.double({ min: 0, max: 1, noNaN: true }),
      (stored, pending, added, share) => {
        const moved = Math.floor((pending + added) * share);
        const kept = keptSince(
          { stored, pending },
          { stored: stored + moved, pending: pending + added - moved },
        );
        assert.equal(kept.stored + kept.pending, added);
        assert.ok(kept.stored >= 0 && kept.pending >= 0);
      },
    ),
  );
});

const ids = new HitIds({ hitIdPrefix: "1a2b3c4d-1", hitIdSecret: "secret" });
const outcomes = { attempted: 10, ok: 10, failed: 0, unknown: 0 };
const tenIds = Array.from({ length: 10 }, (_, n) => ids.of(n));

/** The app says that ten hits are in its buffer; the lab finds what the keys hold. */
const looks = (room: Readonly<Record<string, number>>, held: readonly string[] = []) => ({
  counted: async () => ({ stored: 0, pending: 10 }),
  room: async () => new Map(Object.entries(room)),
  pendingIds: async () => new Set(tenIds),
  heldIds: async () => new Set(held),
  presentIds: async () => new Map<string, number>(),
});

test("a buffer of which only the app speaks is its word; one that the lab finds is not", async () => {
  const baseline = { stored: 0, pending: 0, room: new Map([["other", 50]]) };
  const sent = { strategy: "mine", baseline, names: undefined };
  const judged = async (room: Readonly<Record<string, number>>) => {
    const ledger = await judgeRun(looks(room), outcomes, sent);
    assert.deepEqual(checkLedger(ledger), []);
    return [ledger.claimed, ledger.verdict];
  };
  assert.deepEqual(await judged({ other: 50 }), [10, "open"]);
  assert.deepEqual(await judged({ other: 50, mine: 7 }), [3, "open"]);
  assert.deepEqual(await judged({ other: 0, mine: 10 }), [undefined, "exact"]);
});

test("where nothing is pending, no server is asked for what a buffer could hold", async () => {
  const none = { ...looks({}), counted: async () => ({ stored: 10, pending: 0 }) };
  const room = () => Promise.reject(new Error("Redis stands still."));
  const baseline = { stored: 0, pending: 0, room: new Map([["other", 50]]) };
  const ledger = await judgeRun({ ...none, room }, outcomes, {
    strategy: "mine",
    baseline,
    names: undefined,
  });
  assert.equal(ledger.verdict, "exact");
});

test("by name, each hit in the buffer is looked for", async () => {
  const names = { ids, outcomeOf: new Uint8Array(10) };
  const sent = { strategy: "mine", baseline: { stored: 0, pending: 0 }, names };
  const nowhere = await judgeRun(looks({ mine: 10 }, tenIds.slice(4)), outcomes, sent);
  assert.deepEqual([nowhere.lost, nowhere.claimed, nowhere.verdict], [0, 4, "open"]);
  assert.deepEqual(checkLedger(nowhere), []);
  assert.notDeepEqual(checkLedger({ ...nowhere, verdict: "exact" }), []);
  const there = await judgeRun(looks({}, tenIds), outcomes, sent);
  assert.deepEqual([there.claimed, there.verdict], [undefined, "exact"]);
});
