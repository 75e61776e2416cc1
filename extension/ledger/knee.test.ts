import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type CurvePoint, kneeOf } from "./knee.ts";

/** Pairs of a value and a median, all with the same spread, a share of the median. */
const curve = (pairs: readonly (readonly [number, number])[], spread = 0.02, rounds = 3): CurvePoint[] =>
  pairs.map(([value, median]) => ({
    value,
    median,
    least: median * (1 - spread),
    most: median * (1 + spread),
    rounds,
  }));

const knees: readonly (readonly [string, readonly (readonly [number, number])[], object])[] = [
  [
    "a curve that bends",
    [
      [1, 900],
      [2, 1700],
      [5, 2900],
      [10, 3000],
      [50, 3020],
    ],
    { shape: "knee", value: 5, best: 50, fallsFrom: null },
  ],
  [
    "one that bends and falls",
    [
      [1, 1000],
      [5, 2500],
      [20, 2600],
      [50, 2400],
      [100, 2000],
      [200, 1500],
    ],
    { shape: "knee", value: 5, best: 20, fallsFrom: 100 },
  ],
  [
    "one that grows to the end",
    [
      [1, 900],
      [10, 5000],
      [200, 30_000],
    ],
    { shape: "rising", value: null, best: 200, fallsFrom: null },
  ],
  [
    "one that falls from the beginning",
    [
      [1, 3900],
      [16, 1900],
      [64, 1800],
    ],
    { shape: "falling", value: null, best: 1, fallsFrom: 16 },
  ],
  [
    "one that the value does not touch",
    [
      [1, 1000],
      [4, 1010],
      [16, 990],
    ],
    { shape: "flat", value: null, best: 4, fallsFrom: null },
  ],
  [
    "a drop that the end takes back",
    [
      [1, 1000],
      [4, 500],
      [16, 990],
    ],
    { shape: "flat", value: null, best: 1, fallsFrom: null },
  ],
  [
    "nothing at all",
    [
      [1, 0],
      [2, 0],
      [3, 0],
    ],
    { shape: "unjudged", value: null, best: null, fallsFrom: null },
  ],
];
for (const [what, pairs, wanted] of knees) {
  test(`the knee of ${what}`, () => assert.deepEqual(kneeOf(curve(pairs)), wanted));
}

test("points that stand close together on a line are no knee, though each has nearly all of the next", () => {
  const pairs = Array.from({ length: 12 }, (_, index) => [100 + 5 * index, 1000 + 50 * index] as const);
  assert.equal(kneeOf(curve(pairs, 0.01)).shape, "rising");
  assert.equal(kneeOf(curve(pairs, 0.4)).shape, "knee", "a rise within the spread is none");
});

test("a rise at the end that is within the spread is none to speak of, though no earlier point has as much", () => {
  assert.equal(
    kneeOf(
      curve(
        [
          [1, 400],
          [20, 1100],
          [200, 1400],
        ],
        0.2,
      ),
    ).shape,
    "unclear",
  );
  assert.equal(
    kneeOf(
      curve(
        [
          [1, 400],
          [20, 1100],
          [200, 1400],
        ],
        0.05,
      ),
    ).shape,
    "rising",
  );
});

test("two rounds are too few to judge by", () => {
  const { shape, value } = kneeOf(
    curve(
      [
        [1, 1],
        [2, 5],
        [4, 5],
      ],
      0.01,
      2,
    ),
  );
  assert.deepEqual([shape, value], ["unjudged", null]);
});

const values = fc
  .uniqueArray(fc.integer({ min: 1, max: 1000 }), { minLength: 2, maxLength: 12 })
  .map((list) => list.sort((a, b) => a - b));
const points = values.chain((list) =>
  fc
    .array(
      fc.record({
        median: fc.integer({ min: 1, max: 50_000 }),
        below: fc.double({ min: 0, max: 0.5, noNaN: true }),
        above: fc.double({ min: 0, max: 0.5, noNaN: true }),
      }),
      {
        minLength: list.length,
        maxLength: list.length,
      },
    )
    .map((medians) =>
      medians.map(
        ({ median, below, above }, index): CurvePoint => ({
          value: list[index] ?? 1,
          median,
          least: median * (1 - below),
          most: median * (1 + above),
          rounds: 3,
        }),
      ),
    ),
);

test("of any curve: the knee has 90 % of the best and is no later than it, and what falls is behind the best", () => {
  fc.assert(
    fc.property(points, (all) => {
      const { shape, value, best, fallsFrom } = kneeOf(all);
      const of = (wanted: number | null) => all.find((point) => point.value === wanted);
      const top = of(best);
      assert.ok(top && all.every(({ median }) => median <= top.median));
      assert.equal(value !== null, shape === "knee");
      const knee = of(value);
      if (knee) {
        assert.ok(knee.median >= 0.9 * top.median && knee.value <= top.value);
        assert.ok(knee.value !== all[0]?.value && knee.value !== all.at(-1)?.value, "a knee has both sides");
      }
      if (fallsFrom !== null) {
        const end = all.filter((point) => point.value >= fallsFrom);
        assert.ok(fallsFrom > top.value && end.every(({ most }) => most < top.least));
      }
      if (shape === "rising") assert.equal(best, all.at(-1)?.value);
    }),
  );
});

test("of any curve: the unit does not matter, neither that of the throughput nor that of the value", () => {
  fc.assert(
    fc.property(points, fc.constantFrom(2, 8, 0.5), (all, factor) => {
      const scaled = all.map(({ median, least, most, ...rest }) => ({
        ...rest,
        ...{ median: median * factor, least: least * factor, most: most * factor },
      }));
      assert.deepEqual(kneeOf(scaled), kneeOf(all));
      const other = kneeOf(all.map((point) => ({ ...point, value: point.value * factor })));
      assert.equal(other.value, scaledBy(kneeOf(all).value, factor));
    }),
  );
});

const scaledBy = (value: number | null, factor: number) => value && value * factor;

test("a throughput in proportion to the value rises to the end, wherever it was measured", () => {
  fc.assert(
    fc.property(values, fc.double({ min: 1, max: 100, noNaN: true }), (list, each) => {
      const all = list.map((value) => [value, value * each] as const);
      assert.equal(kneeOf(curve(all, 0)).shape, "rising");
    }),
  );
});

test("what only scatters within 10 % is flat", () => {
  fc.assert(
    fc.property(
      values,
      fc.array(fc.double({ min: 0.95, max: 1, noNaN: true }), { minLength: 12 }),
      (list, noise) => {
        const all = list.map((value, index) => [value, 1000 * (noise[index] ?? 1)] as const);
        assert.equal(kneeOf(curve(all, 0.06)).shape, "flat");
      },
    ),
  );
});
