import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { processorTime, readTicks, readWhole, type Snapshot } from "./processor.ts";
import { type Look, sharesOf } from "./waits.ts";

describe("who uses the processor", () => {
  test("is read from what the kernel counts: interrupts belong to nobody, waiting for a disk is idle", () => {
    const stat = "cpu  100 20 30 400 50 7 8 9 0 0\ncpu0 1 2 3\ncpu1 1 2 3\nintr 5\n";
    assert.deepEqual(readWhole(stat), { cores: 2, total: 100 + 20 + 30 + 400 + 50 + 9, idle: 450 });
    assert.equal(readWhole(""), undefined);
    const fields = Array.from({ length: 40 }, (_, n) => n + 4).join(" ");
    assert.deepEqual(readTicks(`7 (a) b) S ${fields}`), { own: 14 + 15, reaped: 16 + 17 });
    // It has ended meanwhile.
    assert.deepEqual(readTicks(""), { own: 0, reaped: 0 });
  });

  const at = (ms: number, total: number, idle: number, app: number): Snapshot => ({
    at: ms,
    cores: 2,
    total,
    idle,
    owners: { lab: total / 100, app },
  });
  const course = [
    at(0, 0, 0, 0),
    at(500, 100, 10, 40),
    at(1000, 200, 20, 80),
    at(1500, 300, 120, 180),
    at(2000, 400, 220, 180),
  ];

  test("is taken from within the run", () => {
    assert.deepEqual(processorTime(course, 400, 1600), {
      cores: 2,
      lab: 0.01,
      idle: 0.55,
      services: { app: 0.7 },
    });
  });

  test("is not told of a time that is too short, or was not seen", () => {
    assert.equal(processorTime(course, 400, 1100), null);
    assert.equal(processorTime([], 0, 10_000), null);
  });

  test("is never negative for a server that was killed and began to count anew", () => {
    const killed = [at(0, 100, 0, 90), at(1000, 200, 0, 5)];
    assert.equal(processorTime(killed, 0, 1000)?.services.app, 0);
  });
});

describe("what PostgreSQL waits for", () => {
  const look = fc.array(
    fc.record({
      event: fc.constantFrom("CPU", "Lock:tuple", "IO:WALSync"),
      count: fc.integer({ min: 1, max: 20 }),
    }),
    { maxLength: 3 },
  );

  test("is told in shares that add up to one, the largest first", () => {
    fc.assert(
      fc.property(fc.array(look, { minLength: 15, maxLength: 40 }), (all) => {
        const looks = all.map((events, at): Look => ({ at, ms: 45, events }));
        const shares = Object.values(sharesOf(looks)?.shares ?? {});
        const sum = shares.reduce((total, share) => total + share, 0);
        assert.ok(shares.length === 0 || Math.abs(sum - 1) < 1e-9);
        assert.deepEqual(
          shares,
          shares.toSorted((one, other) => other - one),
        );
      }),
    );
  });

  test("is not told after a few looks", () => {
    const looks = Array.from(
      { length: 14 },
      (_, at): Look => ({
        at,
        ms: 45,
        events: [{ event: "CPU", count: 1 }],
      }),
    );
    assert.equal(sharesOf(looks), null);
  });

  test("is weighed by the time that each look stands for: less is looked while nothing happens", () => {
    const looks = Array.from(
      { length: 20 },
      (_, at): Look => ({
        at,
        ms: at === 0 ? 190 : 10,
        events: [{ event: at === 0 ? "CPU" : "IO:WALSync", count: 2 }],
      }),
    );
    assert.deepEqual(sharesOf(looks), { looks: 20, shares: { CPU: 0.5, "IO:WALSync": 0.5 } });
  });
});
