import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type BarFill, type BarsChart, barFills, barsSummary } from "./bars.ts";
import { renderText } from "./text.ts";

const part = (fill: BarFill, label: string, share: number) => ({
  fill,
  label,
  note: `${Math.round(share * 100)} %`,
  share,
});

function chartOf(parts: ReturnType<typeof part>[]): BarsChart {
  const bars = [{ label: "a hit", parts }];
  const table = { kind: "table", caption: "numbers", columns: [], rows: [] } as const;
  return { kind: "chart", form: "bars", caption: "Time", summary: barsSummary("Time", bars), bars, table };
}

test("each part has its sign, its figure and its width; what is too narrow has no name", () => {
  const chart = chartOf([
    part("of-postgres", "PostgreSQL", 0.75),
    part("of-app", "the app", 0.248),
    part("of-redis", "Redis", 0.002),
  ]);
  assert.equal(
    renderText([chart], { width: 40, colour: false, language: "en" }),
    ["Time", "a hit:   █ PostgreSQL 75 %", "▚ the app 25 %", `${"█".repeat(30)}${"▚".repeat(10)}`].join("\n"),
  );
  assert.equal(chart.summary, "Time. a hit: PostgreSQL 75 %, the app 25 %");
});

test("whatever its parts, a bar is as wide as there is room, and no line is wider", () => {
  const fills = Object.keys(barFills) as BarFill[];
  const shares = fc.array(fc.double({ min: 0.001, max: 1, noNaN: true }), { minLength: 1, maxLength: 7 });
  fc.assert(
    fc.property(shares, fc.integer({ min: 20, max: 200 }), (sizes, width) => {
      const whole = sizes.reduce((sum, size) => sum + size, 0);
      const parts = sizes.map((size, n) => part(fills[n] ?? "of-app", `part ${n}`, size / whole));
      const lines = renderText([chartOf(parts)], { width, colour: false, language: "en" }).split("\n");
      assert.ok(lines.every((line) => line.length <= width));
      assert.equal(lines.at(-1)?.length, width);
    }),
  );
});
