import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type ClockSums, hitTime } from "./hit-time.ts";

const ms = (max: number) => fc.double({ min: 0, max, noNaN: true });

/** Of one process: the waits of a hit are within its time in the app, and that is within its latency. */
const clock = fc
  .tuple(fc.integer({ min: 1, max: 50 }), fc.array(ms(10), { minLength: 5, maxLength: 5 }), ms(10))
  .map(([hits, [connection = 0, connecting = 0, postgres = 0, redis = 0, app = 0], outside]) => {
    const total = connection + connecting + postgres + redis + app;
    return {
      hits,
      connection,
      connecting,
      postgres,
      redis,
      total,
      busy: 0,
      used: 0,
      latency: total + outside,
    };
  });

const clocks = fc.array(clock, { minLength: 1, maxLength: 4 });

test("the parts add up to the mean latency, and none is negative", () => {
  fc.assert(
    fc.property(clocks, (all) => {
      const ok = all.reduce((sum, { hits }) => sum + hits, 0);
      const meanMs = all.reduce((sum, { latency }) => sum + latency, 0) / ok;
      const time = hitTime(all, ok, meanMs);
      assert.ok(time);
      const parts = Object.values(time.partsMs);
      assert.ok(parts.every((part) => part >= 0));
      assert.ok(Math.abs(parts.reduce((sum, part) => sum + part, 0) - meanMs) <= meanMs * 1e-9 + 1e-9);
    }),
  );
});

test("processes are summed, by their hits", () => {
  const one: ClockSums = {
    hits: 1,
    total: 10,
    connection: 4,
    connecting: 0,
    postgres: 6,
    redis: 0,
    busy: 0,
    used: 0,
  };
  const three: ClockSums = { ...one, hits: 3, total: 18, connection: 0, postgres: 18 };
  assert.deepEqual(hitTime([one, three], 4, 10), {
    meanMs: 10,
    partsMs: { connection: 1, connecting: 0, postgres: 6, redis: 0, app: 0, rest: 3 },
  });
});

test("nothing is said of hits that the two do not agree on", () => {
  const clock: ClockSums = {
    hits: 100,
    total: 500,
    connection: 0,
    connecting: 0,
    postgres: 0,
    redis: 0,
    busy: 0,
    used: 0,
  };
  assert.ok(hitTime([clock], 102, 6));
  // The app was killed, and its clocks with it.
  assert.equal(hitTime([clock], 200, 6), null);
  // Hits that it answered too late were longer in it than the acknowledged ones on their way.
  assert.equal(hitTime([clock], 100, 3), null);
  assert.equal(hitTime([], 0, 0), null);
});
