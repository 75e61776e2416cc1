import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { linearTicks, logShare, logTicks } from "./scale.ts";

test("ticks of a linear scale are round, start at 0 and reach the highest value", () => {
  assert.deepEqual(linearTicks(392, 3), [0, 200, 400]);
  assert.deepEqual(linearTicks(0.9, 3), [0, 0.5, 1]);
  assert.deepEqual(linearTicks(0.3, 3), [0, 0.1, 0.2, 0.3]);
  assert.deepEqual(linearTicks(1, 3, true), [0, 1]);
  assert.deepEqual(linearTicks(0, 3), [0, 1]);
});

test("ticks fit any number: few, even, and the last no more than one step too high", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1e-6, max: 1e12, noNaN: true }),
      fc.integer({ min: 2, max: 8 }),
      (high, wanted) => {
        const ticks = linearTicks(high, wanted);
        const [zero, step = 0] = ticks;
        const last = ticks.at(-1) ?? 0;
        assert.equal(zero, 0);
        assert.ok(ticks.length >= 2 && ticks.length <= wanted + 2, `${ticks}`);
        assert.ok(last >= high * (1 - 1e-6) && last - step < high, `${high}: ${ticks}`);
        assert.match(step.toExponential(), /^[125]e/);
      },
    ),
  );
});

test("a logarithmic axis names powers of ten, and steps between them only where it is short", () => {
  assert.deepEqual(logTicks(0.5, 2000), [1, 10, 100, 1000]);
  assert.deepEqual(logTicks(13, 800), [20, 50, 100, 200, 500]);
  assert.deepEqual(logTicks(0.08, 0.3), [0.1, 0.2]);
});

test("on a logarithmic axis equal factors are equally far apart", () => {
  assert.ok(Math.abs(logShare(10, 1, 100) - 0.5) < 1e-12);
  assert.equal(logShare(1, 1, 100), 0);
  assert.equal(logShare(100, 1, 100), 1);
  assert.equal(logShare(0, 1, 100), 0);
  assert.equal(logShare(500, 1, 100), 1);
  assert.equal(logShare(5, 5, 5), 0);
});
