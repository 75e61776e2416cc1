import assert from "node:assert/strict";
import { test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import type { LoadProgress } from "../../load/load.ts";
import { presentProgress } from "../present.ts";
import { LoadSlices, slicesOf, thinned } from "./slices.ts";

setFlagsFromString("--expose-gc");
const collect: () => void = runInNewContext("gc"); // exists because of the flag

function at(elapsedMs: number, perSecond: number, wholeMs: number): LoadProgress {
  const ok = Math.round((elapsedMs * perSecond) / 1000);
  const counts = { attempted: ok, ok, failed: 0, unknown: 0 };
  return { ...counts, elapsedMs, fraction: elapsedMs / wholeMs, answersPerSecond: perSecond, silentMs: 0 };
}

test("slices lie side by side, cover the run, and hold every answer once", () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ ms: fc.integer({ min: 1, max: 5000 }), ok: fc.nat(9000), failed: fc.nat(50) }), {
        minLength: 1,
        maxLength: 700,
      }),
      (steps) => {
        const soFar = new LoadSlices();
        let [elapsedMs, ok, failed] = [0, 0, 0];
        for (const step of steps) {
          elapsedMs += step.ms;
          ok += step.ok;
          failed += step.failed;
          const outcomes = { attempted: ok + failed, ok, failed, unknown: 0 };
          soFar.add({ ...outcomes, elapsedMs, fraction: 0, answersPerSecond: 0, silentMs: 0 });
        }
        const { slices } = soFar;
        assert.ok(slices.length <= 121);
        let edge = 0;
        for (const { fromMs, toMs } of slices) {
          assert.equal(fromMs, edge);
          assert.ok(toMs > fromMs);
          edge = toMs;
        }
        // What came after the last slice is too short to be one.
        const total = slices.reduce((sum, slice) => sum + slice.ok, 0);
        assert.ok(elapsedMs - edge < 200 ? total <= ok : false);
        if (edge === elapsedMs) assert.equal(total, ok);
      },
    ),
  );
});

test("a last sample of a few milliseconds makes no rate of its own", () => {
  const sample = (atMs: number, ok: number) => ({ atMs, attempted: ok, ok, failed: 0, unknown: 0 });
  const slices = slicesOf([sample(1000, 500), sample(2000, 700), sample(2004, 40)]);
  assert.deepEqual(
    slices.map(({ fromMs, toMs, ok }) => [fromMs, toMs, ok]),
    [
      [0, 1000, 500],
      [1000, 2004, 740],
    ],
  );
  assert.deepEqual(
    thinned(slices, 1).map(({ fromMs, toMs, ok }) => [fromMs, toMs, ok]),
    [[0, 2004, 1240]],
  );
});

test("ten minutes at 10,000 hits/s take no more memory than one, and far less than 50 MB", () => {
  const wholeMs = 600_000;
  const soFar = new LoadSlices();
  const follow = (fromMs: number, toMs: number) => {
    let drawn = 0;
    for (let ms = fromMs; ms < toMs; ms += 250) {
      soFar.add(at(ms, 10_000, wholeMs));
      drawn += JSON.stringify(presentProgress(at(ms, 10_000, wholeMs), "en", soFar.slices)).length;
    }
    collect();
    assert.ok(drawn > 0);
    return process.memoryUsage().heapUsed;
  };
  const before = follow(0, 60_000);
  const after = follow(60_000, wholeMs);
  assert.ok(soFar.slices.length <= 121);
  assert.ok(after - before < 10_000_000, `grew by ${after - before} bytes`);
});
