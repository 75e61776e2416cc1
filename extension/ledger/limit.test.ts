import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { type HitTime, type TimePart, timeParts } from "./hit-time.ts";
import { limitOf, type ProcessorShares, type RunTimes } from "./limit.ts";

/** A run of which nothing is busy and nothing waits. */
const calm: RunTimes = {
  attempted: 1000,
  ok: 1000,
  failures: {},
  generator: { busyShare: 0.2, cpuShare: 0.2 },
  appBusyShare: 0.3,
  processor: { generator: 0.1, app: 0.15, postgres: 0.2, redis: 0, others: 0.05, idle: 0.5 },
};

/** A hit that spends nearly all its time with this. */
function mostly(part: TimePart, alsoIn: TimePart = part): HitTime {
  const share = { ...Object.fromEntries(timeParts.map((each) => [each, 0.02])), [part]: 0.45 };
  const partsMs = { ...share, [alsoIn]: alsoIn === part ? 0.9 : 0.45 } as Record<TimePart, number>;
  const meanMs = Object.values(partsMs).reduce((sum, each) => sum + each, 0);
  return { meanMs, partsMs };
}

const codeOf = (run: Partial<RunTimes>) => limitOf({ ...calm, ...run }).code;
const inPostgres = (waits: Record<string, number>, more: Partial<RunTimes> = {}) =>
  codeOf({ time: mostly("connection", "postgres"), waits, ...more });
const full = (shares: Partial<ProcessorShares>): ProcessorShares => ({
  ...{ generator: 0.2, app: 0.3, postgres: 0.3, redis: 0, others: 0.15, idle: 0.05 },
  ...shares,
});

describe("what limited a run", () => {
  test("is named after what is planted in its figures", () => {
    const planted = {
      refused: codeOf({ failures: { "53300": 300 } }),
      generator: codeOf({ generator: { busyShare: 0.97, cpuShare: 0.3 } }),
      "app-thread": codeOf({ appBusyShare: 0.98 }),
      "row-lock": inPostgres({ "Lock:transactionid": 0.5, "Lock:tuple": 0.3, "IO:WALSync": 0.2 }),
      "log-flush": inPostgres({ "LWLock:WALWrite": 0.7, "IO:WALSync": 0.2, CPU: 0.1 }),
      "postgres-wait": inPostgres({ "Timeout:PgSleep": 0.9, CPU: 0.1 }),
      "open-transactions": inPostgres({ "Client:ClientRead": 0.8, CPU: 0.2 }),
      pool: codeOf({ time: mostly("connection"), waits: { CPU: 0.7, "Client:ClientRead": 0.3 } }),
      "postgres-computes": codeOf({ time: mostly("postgres"), waits: { CPU: 1 } }),
      connecting: codeOf({ time: mostly("connecting") }),
      redis: codeOf({ time: mostly("redis") }),
      "app-waits": codeOf({ time: mostly("app") }),
      processor: codeOf({ time: mostly("rest"), processor: full({}) }),
      "other-programs": codeOf({ processor: full({ others: 0.45, app: 0, postgres: 0.3 }) }),
      undecided: codeOf({ time: mostly("rest") }),
    };
    assert.deepEqual(Object.keys(planted), Object.values(planted));
  });

  test("is nothing where the rate was kept, and something where it was not", () => {
    const openLoop = { rate: 100, sentPerSecond: 100, waited: 0 };
    assert.equal(codeOf({ openLoop, processor: full({ others: 0.9 }) }), "rate");
    assert.notEqual(codeOf({ openLoop: { ...openLoop, sentPerSecond: 50 } }), "rate");
    assert.notEqual(codeOf({ openLoop: { ...openLoop, waited: 500 } }), "rate");
    assert.notEqual(codeOf({ openLoop, ok: 500 }), "rate");
  });

  test("says what a holder of the lock did, or that none of the app's had it", () => {
    const held = (waits: Record<string, number>) => {
      const limit = limitOf({ ...calm, time: mostly("postgres"), waits });
      return limit.code === "row-lock" && limit.holder;
    };
    assert.equal(held({ "Lock:transactionid": 0.8, "IO:WALSync": 0.15, CPU: 0.05 }), "IO:WALSync");
    assert.equal(held({ "Lock:transactionid": 0.99, CPU: 0.01 }), null);
    assert.equal(held({ "Lock:transactionid": 1 }), null);
  });

  test("is what it would be on a quiet machine, below what other programs took", () => {
    const time = mostly("redis");
    const limit = limitOf({ ...calm, time, processor: full({ others: 0.6, app: 0 }) });
    assert.deepEqual(limit, { code: "other-programs", share: 0.6, otherwise: limitOf({ ...calm, time }) });
    const nothing = limitOf({ ...calm, processor: full({ others: 0.6, app: 0 }) });
    assert.ok(nothing.code === "other-programs" && nothing.otherwise.code === "undecided");
    // With something left of the processor, they disturbed nobody.
    assert.equal(codeOf({ time, processor: full({ others: 0.4, idle: 0.2 }) }), "redis");
  });

  test("is not an app that only waits for the processor", () => {
    const busy = { appBusyShare: 0.98, processor: full({}) };
    assert.equal(codeOf({ ...busy, appCpuShare: 0.2 }), "processor");
    assert.equal(codeOf({ ...busy, appCpuShare: 0.9 }), "app-thread");
    // It waits without letting go of its thread.
    assert.equal(codeOf({ appBusyShare: 0.98, appCpuShare: 0.1 }), "app-thread");
  });

  test("is not decided where it was looked too seldom", () => {
    const limit = limitOf({ ...calm, time: mostly("connection", "postgres"), waits: null });
    assert.deepEqual(limit, { code: "undecided", because: "too-short" });
    const nothing = limitOf({ attempted: 1, ok: 1, failures: {} });
    assert.deepEqual(nothing, { code: "undecided", because: "nothing-stands-out" });
  });
});

test("whatever the figures, the limit is one that they allow", () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const parts = fc.array(share, { minLength: 6, maxLength: 6 }).filter((all) => all.some((one) => one > 0));
  const run = fc.record({
    attempted: fc.constant(1000),
    ok: fc.nat({ max: 1000 }),
    failures: fc.record({ "53300": fc.nat({ max: 1000 }) }),
    appBusyShare: fc.option(share),
    generator: fc.record({ busyShare: share, cpuShare: share }),
    time: fc.option(
      parts.map((values) => ({
        meanMs: values.reduce((sum, each) => sum + each, 0),
        partsMs: Object.fromEntries(timeParts.map((part, n) => [part, values[n] ?? 0])) as HitTime["partsMs"],
      })),
    ),
    waits: fc.option(
      fc.dictionary(
        fc.constantFrom("Lock:tuple", "IO:WALSync", "CPU", "Client:ClientRead", "IO:DataFileRead"),
        share,
        {
          minKeys: 1,
        },
      ),
    ),
  });
  fc.assert(
    fc.property(run, (figures) => {
      const limit = limitOf(figures);
      const { time, waits, appBusyShare, generator, failures } = figures;
      if ("share" in limit) assert.ok(limit.share >= 0 && limit.share <= 5);
      if (failures["53300"] >= 100) assert.equal(limit.code, "refused");
      // Nothing that was not measured is blamed.
      if (!time) assert.ok(["refused", "generator", "app-thread", "undecided"].includes(limit.code));
      if (!waits) assert.ok(!["row-lock", "log-flush", "postgres-wait", "pool"].includes(limit.code));
      if (limit.code === "app-thread") assert.ok((appBusyShare ?? 0) >= generator.busyShare);
    }),
  );
});
