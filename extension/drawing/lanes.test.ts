import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { chartLines } from "./chart-text.ts";
import { type LanesChart, lanesChart } from "./lanes.ts";
import { widthOf } from "./width.ts";

type Timed = Parameters<typeof lanesChart>[0]["lanes"][number];

function chartOf(lanes: readonly Timed[]): LanesChart {
  const legend = [{ fill: "wrote", label: "writes" }] as const;
  return lanesChart({ caption: "One collision", summary: "", legend, axis: "ms", lanes }, "en");
}

const time = fc.oneof(
  fc.double({ min: 0, max: 1e7, noNaN: true }),
  // Close to each other, and at the same moment.
  fc.integer({ min: 0, max: 20 }).map((step) => 5000 + step / 1000),
);

const lane: fc.Arbitrary<Timed> = fc.record({
  label: fc.constantFrom("a1-2-3", "ac3f5fa0-4-13-1fbc9690"),
  fate: fc.constantFrom("undone", "found 35, undid 4 hits"),
  read: fc.option(
    fc.record({
      label: fc.constant("read 31"),
      times: fc.option(
        fc.tuple(time, time).map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)]),
      ),
    }),
  ),
  write: fc.option(fc.record({ label: fc.constant("wrote 32"), time })),
});
const collision = fc.array(lane, { minLength: 1, maxLength: 12 });

test("all that is drawn lies within the picture, in the order of time", () => {
  fc.assert(
    fc.property(collision, (timed) => {
      const { lanes, undoneAt, x } = chartOf(timed);
      for (const { read, write, undone } of lanes) {
        const end = undone ? (undoneAt ?? 1) : 1;
        const moments = [0, ...(read?.span ?? []), ...(write ? [write.at] : []), end, 1];
        for (const [index, moment] of moments.entries())
          assert.ok(moment >= (moments[index - 1] ?? 0), `${moments}`);
      }
      assert.equal(undoneAt !== null, timed.at(-1)?.write !== null);
      assert.ok(undoneAt === null || undoneAt < 1, "what became of the last write has room");
      const ticks = x.ticks.map(({ at }) => at);
      assert.ok(ticks.every((at, index) => at >= (ticks[index - 1] ?? 0) && at <= 1));
    }),
  );
});

test("only the last lane is not undone, and what was recorded of a hit is not left out", () => {
  fc.assert(
    fc.property(collision, (timed) => {
      const { lanes } = chartOf(timed);
      assert.deepEqual(
        lanes.map(({ undone }) => undone),
        timed.map((_, index) => index < timed.length - 1),
      );
      for (const [index, { read, write }] of lanes.entries()) {
        assert.equal(read?.label, timed[index]?.read?.label);
        assert.equal(read?.span?.length, timed[index]?.read?.times?.length);
        assert.equal(write?.label, timed[index]?.write?.label);
      }
    }),
  );
});

test("places are true to the times", () => {
  const { lanes, undoneAt, x } = chartOf([
    { label: "a", fate: "undone", read: { label: "", times: [100, 120] }, write: { label: "", time: 150 } },
    { label: "b", fate: "", read: { label: "", times: [110, 130] }, write: { label: "", time: 200 } },
  ]);
  const share = (time: number) => (time - 100) / 112;
  assert.deepEqual(lanes[0]?.read?.span?.map(round), [share(100), share(120)].map(round));
  assert.equal(round(lanes[0]?.write?.at), round(share(150)));
  assert.equal(round(undoneAt), round(share(200)));
  assert.deepEqual(
    x.ticks.map(({ label, at }) => [label, round(at)]),
    [100, 120, 140, 160, 180, 200].map((time) => [String(time), round(share(time))]),
  );
});

function round(share: number | null | undefined): number {
  return Math.round((share ?? -1) * 1e9);
}

test("in a terminal each lane shows its write and what undid it, however near these are, and all its words", () => {
  fc.assert(
    fc.property(collision, fc.integer({ min: 8, max: 120 }), (timed, width) => {
      const chart = chartOf(timed);
      const lines = chartLines(chart, width);
      assert.ok(lines.every((line) => widthOf(line) <= width));
      const words = lines.join(" ").replaceAll(/\s+/g, " ");
      for (const { fate, write } of chart.lanes)
        if (width >= 60) assert.ok(words.includes(write ? `${write.label}, ${fate}` : fate), words);
      if (width < 100) return;
      for (const [index, { write, undone }] of chart.lanes.entries()) {
        const line = lines[index + 1] ?? "";
        assert.equal(line.split("◆").length - 1, write ? 1 : 0, line);
        assert.equal(line.split("✗").length - 1, undone && chart.undoneAt !== null ? 1 : 0, line);
        assert.ok(!write || !undone || chart.undoneAt === null || line.indexOf("◆") < line.indexOf("✗"));
      }
    }),
  );
});

test("the lanes of a collision in a terminal", () => {
  const chart = chartOf([
    {
      label: "a",
      fate: "undone",
      read: { label: "read 1", times: [0, 10] },
      write: { label: "wrote 2", time: 30 },
    },
    {
      label: "b",
      fate: "undone",
      read: { label: "read 2", times: null },
      write: { label: "wrote 3", time: 49 },
    },
    {
      label: "c",
      fate: "undid 2",
      read: { label: "read 1", times: [5, 20] },
      write: { label: "wrote 2", time: 50 },
    },
    { label: "d", fate: "undid 3", read: null, write: { label: "wrote 9", time: 50 } },
  ]);
  assert.deepEqual(chartLines(chart, 60), [
    "One collision",
    "a  ░░░░░░··········◆━━━━━━━━━━✗     read 1, wrote 2, undone",
    "b                            ◆✗     read 2, wrote 3, undone",
    "c    ░░░░░░░░░░··············◆✗     read 1, wrote 2, undid 2",
    "d                             ◆━━━  wrote 9, undid 3",
    "◆ writes",
  ]);
});
