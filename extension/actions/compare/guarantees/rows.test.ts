import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { killedRedis } from "../../../../test/samples/disturbed-loads.ts";
import type { LoadResult } from "../../load/result.ts";
import { gaps, type Measured } from "./result.ts";
import { guaranteeRows, rowName, rowOfRun } from "./rows.ts";

const { fault: redisKilled, ...plain } = killedRedis;
assert.ok(redisKilled);
const nothing: Measured = { drains: [], crashes: {}, sources: {} };
const source = { files: [], services: ["postgres", "redis"], processes: true, hasFailpoints: true } as const;
const runOf = (changes: Partial<LoadResult>): LoadResult => ({ ...plain, strategy: "mine", ...changes });
const mine = (runs: readonly LoadResult[], measured: Partial<Measured> = {}) =>
  guaranteeRows(runs, { ...nothing, sources: { mine: source }, ...measured }).mine;

describe("a row of the guarantees", () => {
  test("is there for what was measured, and for nothing else", () => {
    assert.deepEqual(guaranteeRows([], { ...nothing, sources: { mine: source } }), {});
    const drain = {
      row: "a",
      by: "process",
      atOnce: 1,
      hits: 1,
      ms: 1,
      ok: 1,
      lost: 0,
      duplicated: 0,
    } as const;
    const rows = guaranteeRows([runOf({})], { ...nothing, drains: [drain], crashes: { b: {} } });
    assert.deepEqual(Object.keys(rows), ["a", "b", "mine"]);
  });

  test("is not there for an app that is not ours, unless a strategy of the lab has its name", () => {
    const own = runOf({ strategy: "own" });
    assert.deepEqual(guaranteeRows([own], nothing), {});
    assert.deepEqual(Object.keys(guaranteeRows([own], { ...nothing, sources: { own: source } })), ["own"]);
  });

  test("has the app in its name, where it is not the one on Node", () => {
    const python = runOf({ environment: { ...plain.environment, runtime: "Python 3.13.2" } });
    assert.equal(rowOfRun(python), "fastapi/mine");
    assert.equal(rowOfRun(runOf({})), "mine");
    assert.equal(rowName("mine", "fastapi"), "fastapi/mine");
    assert.equal(guaranteeRows([python], nothing)["fastapi/mine"]?.strategy, "mine");
  });

  test("takes its pace from the longest run that nothing has disturbed", () => {
    const runs = [
      runOf({ run: 1, durationMs: 6000, requestsPerSecond: 100 }),
      runOf({ run: 2, durationMs: 9000, requestsPerSecond: 50 }),
      runOf({ run: 3, durationMs: 20_000, model: "open-loop" }),
      runOf({ run: 4, durationMs: 20_000, fault: redisKilled }),
      runOf({
        run: 5,
        durationMs: 20_000,
        pause: { service: "app", after: 1, ms: 9, fromMs: 1, untilMs: 2 },
      }),
    ];
    assert.deepEqual([mine(runs)?.pace?.run, mine(runs)?.pace?.ranks], [2, true]);
  });

  test("does not rank by a run that is too short, and says that one is missing", () => {
    const row = mine([runOf({ durationMs: 1000 })]);
    assert.equal(row?.pace?.ranks, false);
    assert.deepEqual(row.gaps, ["pace", "drain", "crashes", "killed"]);
  });

  test("takes a shorter run that was not disturbed rather than one that was, and says where there is no other", () => {
    const share = 0.4;
    const otherwise = { code: "redis", share } as const;
    const disturbed = runOf({
      run: 2,
      durationMs: 20_000,
      limitedBy: { code: "other-programs", share, otherwise },
    });
    const calm = runOf({ run: 1, durationMs: 6_000 });
    assert.deepEqual(
      [mine([calm, disturbed])?.pace?.run, mine([calm, disturbed])?.pace?.disturbed],
      [1, undefined],
    );
    assert.deepEqual([mine([disturbed])?.pace?.run, mine([disturbed])?.pace?.disturbed], [2, true]);
  });

  test("counts a server as killed only when it was", () => {
    const row = mine([
      runOf({ run: 1, fault: redisKilled, failed: 3 }),
      runOf({ run: 2, fault: { ...redisKilled, kill: "postgres", killedMs: null, backMs: null } }),
    ]);
    assert.deepEqual(Object.keys(row?.killed ?? {}), ["redis"]);
    assert.equal(row?.killed.redis?.refused, 3);
    assert.equal(row?.killed.redis?.backAfterMs, Number(redisKilled.backMs) - Number(redisKilled.killedMs));
    assert.ok(!row?.gaps.includes("killed"));
  });

  test("has lost what any of its measurements has lost", () => {
    const places = { "before-commit": { runs: 1, ok: 100, lost: 100, duplicated: 0 } };
    const row = mine([runOf({ lost: 7, duplicated: 2 })], { crashes: { mine: places } });
    assert.deepEqual([row?.lost, row?.duplicated], [100, 2]);
  });
});

const count = fc.nat(1000);
const name = fc.constantFrom("a", "b", "c");
const load = fc
  .record({
    strategy: name,
    lost: count,
    duplicated: count,
    failed: count,
    unknown: count,
    durationMs: count,
  })
  .chain((figures) =>
    fc.boolean().map((hurt) => runOf({ ...figures, ...(hurt ? { fault: redisKilled } : {}) })),
  );
const wrong = { ok: count, lost: count, duplicated: count };
const measured: fc.Arbitrary<Measured> = fc.record({
  drains: fc.array(
    fc.record({
      row: name,
      by: fc.constant("process" as const),
      atOnce: count,
      hits: count,
      ms: count,
      ...wrong,
    }),
  ),
  crashes: fc.dictionary(name, fc.dictionary(name, fc.record({ runs: count, ...wrong }))),
  sources: fc.constant({ a: source, b: source }),
});

/** Every number in it, wherever it stands. */
function numbersIn(value: unknown): number[] {
  if (typeof value === "number") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

test("whatever was measured: no number in a row is there that no measurement has, and each gap is a real one", () => {
  fc.assert(
    fc.property(fc.array(load), measured, (runs, facts) => {
      const known = new Set([0, ...numbersIn(runs), ...numbersIn(facts)]);
      const backAfter = Number(redisKilled.backMs) - Number(redisKilled.killedMs);
      for (const [row, found] of Object.entries(guaranteeRows(runs, facts))) {
        for (const number of numbersIn(found))
          assert.ok(known.has(number) || number === backAfter, `${number}`);
        for (const gap of gaps) {
          const isEmpty =
            { pace: !found.pace?.ranks, killed: !found.killed.redis }[String(gap)] ?? !found[gap];
          assert.equal(found.gaps.includes(gap), isEmpty && (row !== "c" || gap === "pace"), gap);
        }
      }
    }),
  );
});
