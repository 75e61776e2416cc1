import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Outcome, outcomes } from "../common/outcome.ts";
import { Samples } from "./samples.ts";

const answer = fc.record({
  afterMs: fc.integer({ min: 0, max: 400 }),
  outcome: fc.constantFrom(...outcomes),
});

test("samples are of one length, cover the run, and hold every answer once, at its time", () => {
  fc.assert(
    fc.property(fc.array(answer, { minLength: 1, maxLength: 300 }), (answers) => {
      const samples = new Samples();
      const seen: { atMs: number; outcome: Outcome }[] = [];
      let now = 0;
      for (const { afterMs, outcome } of answers) {
        now += afterMs;
        seen.push({ atMs: now, outcome });
        samples.add(now, outcome);
      }
      const all = samples.until(now);
      assert.ok(all.length <= 120);
      assert.equal(all.at(-1)?.atMs, now);
      const step = all.length > 1 ? (all[0]?.atMs ?? 0) : Number.POSITIVE_INFINITY;
      for (const [index, sample] of all.entries()) {
        const fromMs = all[index - 1]?.atMs ?? 0;
        if (index < all.length - 1) assert.equal(sample.atMs - fromMs, step);
        const isLast = index === all.length - 1;
        const within = seen.filter(({ atMs }) => atMs >= fromMs && (atMs < sample.atMs || isLast));
        assert.equal(sample.attempted, within.length);
        for (const outcome of outcomes) {
          assert.equal(sample[outcome], within.filter((one) => one.outcome === outcome).length);
        }
      }
    }),
  );
});

test("a run of a blink has fine samples, one of ten minutes no more than 120", () => {
  const lengthOf = (durationMs: number) => {
    const samples = new Samples();
    for (let ms = 0; ms < durationMs; ms += durationMs / 10_000) samples.add(ms, "ok");
    return samples.until(durationMs).length;
  };
  assert.equal(lengthOf(150), 15);
  assert.equal(lengthOf(600_000), 118);
});
