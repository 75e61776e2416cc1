import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { chartLines } from "./chart-text.ts";
import { type LinesChart, linesChart } from "./lines.ts";
import { widthOf } from "./width.ts";

type Plot = Parameters<typeof linesChart>[0]["plots"][number];

const point = fc
  .record({
    x: fc.integer({ min: 1, max: 20_000 }),
    y: fc.oneof(fc.constant(0), fc.double({ min: 0.001, max: 1e6, noNaN: true })),
    below: fc.double({ min: 0, max: 0.999, noNaN: true }),
    above: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ x, y, below, above }) => ({ x, y, low: y * (1 - below), high: y * (1 + above) }));
const plot: fc.Arbitrary<Plot> = fc
  .record({
    mayBeLog: fc.boolean(),
    lines: fc.array(
      fc.record({
        label: fc.constantFrom("atomic", "serializable-once"),
        note: fc.constant("most 3,150 at 10"),
        points: fc
          .uniqueArray(point, { selector: ({ x }) => x, minLength: 1, maxLength: 12 })
          .map((points) => points.sort((one, other) => one.x - other.x)),
      }),
      { minLength: 1, maxLength: 5 },
    ),
  })
  .map(({ mayBeLog, lines }) => ({
    ...{ title: "Hits per second", summary: "", x: "connections", y: "ok/s" },
    ...(mayBeLog && { mayBeLog }),
    lines,
  }));

function chartOf(...plots: Plot[]): LinesChart {
  return linesChart({ caption: "By connections", summary: "", ring: "knee", bar: "spread", plots }, "en");
}

test("all that is drawn lies within the picture, from left to right and from low to high", () => {
  fc.assert(
    fc.property(plot, (measured) => {
      const [placed] = chartOf(measured).plots;
      for (const { points } of placed?.lines ?? []) {
        for (const [index, { x, y, low, high }] of points.entries()) {
          assert.ok(x > (points[index - 1]?.x ?? 0) && x < 1);
          assert.ok(0 <= low && low <= y && y <= high && high <= 1, `${low} ${y} ${high}`);
        }
      }
      for (const { ticks } of [placed?.x, placed?.y].flatMap((axis) => axis ?? []))
        assert.ok(
          ticks.length > 0 && ticks.every(({ at }, index) => at >= (ticks[index - 1]?.at ?? 0) && at <= 1),
        );
    }),
  );
});

test("values that span more than a decade stand on a logarithmic axis, each with its tick where there is room", () => {
  const along = (...values: number[]) => {
    const points = values.map((x) => ({ x, y: 1, low: 1, high: 1 }));
    const lines = [{ label: "atomic", note: "", points }];
    return chartOf({ title: "", summary: "", x: "", y: "", lines }).plots[0]?.x.ticks ?? [];
  };
  const places = (...values: number[]) =>
    along(...values).map(({ at }) => Number(((at - 0.03) / 0.94).toFixed(3)));
  assert.deepEqual(places(1, 10, 100), [0, 0.5, 1]);
  assert.deepEqual(places(2, 6, 10), [0, 0.5, 1]);
  const labels = (...values: number[]) => along(...values).map(({ label }) => label);
  assert.deepEqual(labels(1, 2, 5, 10, 20, 50, 100, 200), ["1", "2", "5", "10", "20", "50", "100", "200"]);
  assert.deepEqual(
    labels(10, 19_000, 19_500, 20_000),
    ["10", "20,000"],
    "labels that would touch are left out",
  );
});

test("no line in the terminal is wider than the terminal", () => {
  fc.assert(
    fc.property(plot, fc.integer({ min: 20, max: 120 }), (measured, width) => {
      for (const line of chartLines(chartOf(measured), width)) assert.ok(widthOf(line) <= width, line);
    }),
  );
});
