import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import type { Outcome } from "../common/outcome.ts";
import { judgeByName, judgeCounter, surplusCause } from "./judge.ts";

/** One hit as it really was: what the client heard, how often it was applied, and where to. */
interface Hit {
  readonly outcome: Outcome;
  readonly applied: 0 | 1 | 2;
  readonly buffered: boolean;
}

const idOf = (n: number) => `run-${n}`;
const history = (hit: fc.Arbitrary<Hit>) => fc.array(hit, { maxLength: 60 });
const buffered = fc.boolean();

/** No bug: ok once, failed never, unknown once or never. */
const correctHit: fc.Arbitrary<Hit> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ outcome: fc.constant("ok" as const), applied: fc.constant(1 as const), buffered }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      outcome: fc.constant("failed" as const),
      applied: fc.constant(0 as const),
      buffered,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      outcome: fc.constant("unknown" as const),
      applied: fc.constantFrom(0, 1),
      buffered,
    }),
  },
);
const lostHit: fc.Arbitrary<Hit> = fc.constant({ outcome: "ok", applied: 0, buffered: false });
const doubleHit: fc.Arbitrary<Hit> = fc.record({
  outcome: fc.constantFrom("ok", "unknown"),
  applied: fc.constant(2 as const),
  buffered,
});
const anyHit = fc.oneof({ weight: 3, arbitrary: correctHit }, lostHit, doubleHit);

function countsOf(outcomes: readonly Outcome[]) {
  const of = (wanted: Outcome) => outcomes.filter((outcome) => outcome === wanted).length;
  return { attempted: outcomes.length, ok: of("ok"), failed: of("failed"), unknown: of("unknown") };
}

const sum = (hits: readonly Hit[], wanted: (hit: Hit) => boolean) =>
  hits.filter(wanted).reduce((total, { applied }) => total + applied, 0);

function byCounter(hits: readonly Hit[]) {
  const kept = { stored: sum(hits, (hit) => !hit.buffered), pending: sum(hits, (hit) => hit.buffered) };
  return judgeCounter(countsOf(hits.map(({ outcome }) => outcome)), kept);
}

/** The true outcome, taken from the history itself. */
function truth(hits: readonly Hit[]) {
  const count = (wanted: (hit: Hit) => boolean) => hits.filter(wanted).length;
  return {
    lost: count(({ outcome, applied }) => outcome === "ok" && applied === 0),
    duplicated: count(({ applied }) => applied === 2),
    recovered: count(({ outcome, applied }) => outcome === "unknown" && applied > 0),
  };
}

describe("by a bare counter", () => {
  test("a correct history raises no alarm", () => {
    fc.assert(
      fc.property(history(correctHit), (hits) => {
        const ledger = byCounter(hits);
        assert.deepEqual([ledger.lost, ledger.duplicated], [0, 0]);
        assert.equal(ledger.recovered, truth(hits).recovered);
        assert.equal(ledger.verdict, ledger.unknown > 0 ? "open" : "exact");
      }),
    );
  });

  test("what it reports is never more than what really happened", () => {
    fc.assert(
      fc.property(history(anyHit), (hits) => {
        const ledger = byCounter(hits);
        const real = truth(hits);
        assert.ok(ledger.lost <= real.lost, `lost ${ledger.lost} > ${real.lost}`);
        assert.ok(
          ledger.duplicated <= real.duplicated,
          `duplicated ${ledger.duplicated} > ${real.duplicated}`,
        );
        assert.ok(ledger.lost === 0 || ledger.duplicated === 0);
        assert.equal(
          ledger.verdict === "exact",
          ledger.unknown === 0 && ledger.stored + ledger.pending === ledger.ok,
        );
      }),
      { numRuns: 500 },
    );
  });

  test("planted losses are all found when no duplicate and no recovered hit makes up for them", () => {
    const unseen = correctHit.filter(({ outcome, applied }) => outcome !== "unknown" || applied === 0);
    fc.assert(
      fc.property(history(unseen), fc.integer({ min: 1, max: 20 }), (hits, planted) => {
        const ledger = byCounter([
          ...hits,
          ...Array<Hit>(planted).fill({ outcome: "ok", applied: 0, buffered: true }),
        ]);
        assert.deepEqual([ledger.lost, ledger.duplicated, ledger.verdict], [planted, 0, "lost"]);
      }),
    );
  });

  test("planted duplicates are all found when no loss and no unanswered hit makes room for them", () => {
    const seen = correctHit.filter(({ outcome, applied }) => outcome !== "unknown" || applied === 1);
    fc.assert(
      fc.property(history(seen), fc.integer({ min: 1, max: 20 }), buffered, (hits, planted, buffered) => {
        const ledger = byCounter([
          ...hits,
          ...Array<Hit>(planted).fill({ outcome: "ok", applied: 2, buffered }),
        ]);
        assert.deepEqual([ledger.lost, ledger.duplicated, ledger.verdict], [0, planted, "duplicated"]);
        assert.equal(ledger.recovered, ledger.unknown);
      }),
    );
  });

  for (const [name, outcomes, kept, expected] of [
    ["nothing at all", [0, 0, 0], [0, 0], { verdict: "exact" }],
    ["all stored", [1000, 0, 0], [1000, 0], { verdict: "exact" }],
    ["all in the buffer", [1000, 0, 0], [0, 1000], { verdict: "exact" }],
    ["the class's naive run", [527, 473, 0], [81, 0], { lost: 446, verdict: "lost" }],
    ["a loss of one", [10, 0, 0], [4, 5], { lost: 1, verdict: "lost" }],
    ["a duplicate of one", [10, 5, 0], [5, 6], { duplicated: 1, verdict: "duplicated" }],
    ["unanswered hits that were not stored", [10, 0, 2], [10, 0], { verdict: "open" }],
    ["unanswered hits that were stored", [10, 0, 2], [9, 3], { recovered: 2, verdict: "open" }],
    [
      "more than the unanswered hits explain",
      [10, 0, 2],
      [13, 0],
      { recovered: 2, duplicated: 1, verdict: "duplicated" },
    ],
    ["fewer than acknowledged, with unanswered hits", [10, 0, 2], [9, 0], { lost: 1, verdict: "lost" }],
  ] as const) {
    test(name, () => {
      const [ok, failed, unknown] = outcomes;
      const [stored, pending] = kept;
      const counts = { attempted: ok + failed + unknown, ok, failed, unknown };
      assert.deepEqual(judgeCounter(counts, { stored, pending }), {
        ...counts,
        stored,
        pending,
        lost: 0,
        duplicated: 0,
        recovered: 0,
        byName: false,
        ...expected,
      });
    });
  }
});

test("a counter that is too high is blamed on repeated or on refused hits only where no other reason is left", () => {
  const refusedAndStored = fc.record({
    outcome: fc.constant("failed" as const),
    applied: fc.constantFrom(0, 1),
    buffered,
  });
  fc.assert(
    fc.property(fc.oneof(history(fc.oneof(anyHit, refusedAndStored)), history(refusedAndStored)), (hits) => {
      const ledger = byCounter(hits);
      const cause = surplusCause(ledger);
      assert.equal(cause === undefined, ledger.duplicated === 0);
      const repeated = hits.some(({ applied }) => applied > 1);
      const refused = hits.some(({ outcome, applied }) => outcome === "failed" && applied > 0);
      if (cause === "repeated") assert.ok(repeated);
      if (cause === "refused") assert.ok(refused && !repeated);
      if (cause === "either") assert.ok(refused || repeated);
    }),
    { numRuns: 500 },
  );
});

describe("by name", () => {
  const present = (hits: readonly Hit[]) =>
    new Map<string, number>(
      hits.flatMap(({ applied }, n) => (applied > 0 ? [[idOf(n), applied] as const] : [])),
    );
  const judge = (
    hits: readonly Hit[],
    stored: ReadonlyMap<string, number> = present(hits),
    pending: ReadonlySet<string> = new Set(),
  ) => {
    const outcomeOf = hits.map(({ outcome }) => outcome);
    return judgeByName({ ...countsOf(outcomeOf), outcomeOf }, idOf, stored, pending);
  };

  test("every finding is exact", () => {
    fc.assert(
      fc.property(history(anyHit), (hits) => {
        const { lost, duplicated, recovered, unexpected, stored } = judge(hits);
        assert.deepEqual({ lost, duplicated, recovered }, truth(hits));
        assert.deepEqual([unexpected, stored], [0, sum(hits, () => true)]);
      }),
      { numRuns: 500 },
    );
  });

  test("the verdict is exact for every correct history, unanswered hits or not, and for no other", () => {
    fc.assert(
      fc.property(history(anyHit), (hits) => {
        const real = truth(hits);
        const wrong = [real.lost > 0 && "lost", real.duplicated > 0 && "duplicated"]
          .filter(Boolean)
          .join("-and-");
        assert.equal(judge(hits).verdict, wrong || "exact");
      }),
    );
  });

  test("a loss that a duplicate cancels is seen, unlike by a counter", () => {
    const hits: Hit[] = [
      { outcome: "ok", applied: 0, buffered: false },
      { outcome: "ok", applied: 2, buffered: false },
    ];
    assert.equal(byCounter(hits).verdict, "exact");
    const { lost, duplicated, verdict } = judge(hits);
    assert.deepEqual([lost, duplicated, verdict], [1, 1, "lost-and-duplicated"]);
  });

  test("a hit that was refused or never sent, and yet is stored, is unexpected", () => {
    fc.assert(
      fc.property(
        history(correctHit),
        fc.uniqueArray(
          fc.constantFrom("run-99", "run-061", "run-", "run", "other-0", "run--1", "run-0.0", "run-1e0"),
        ),
        fc.nat(5),
        (hits, strangers, refused) => {
          const lies = Array<Hit>(refused).fill({ outcome: "failed", applied: 1, buffered: false });
          const all = [...hits, ...lies];
          const stored = present(all);
          for (const id of strangers) stored.set(id, 1);
          const ledger = judge(all, stored);
          const unexpected = strangers.length + refused;
          assert.deepEqual([ledger.unexpected, ledger.lost, ledger.duplicated], [unexpected, 0, 0]);
          assert.equal(ledger.recovered, truth(hits).recovered);
          assert.equal(ledger.verdict, unexpected > 0 ? "unexpected" : "exact");
        },
      ),
    );
  });

  test("hits in the buffer are there, whether they have been stored meanwhile or not", () => {
    fc.assert(
      fc.property(history(correctHit), fc.nat(3), (hits, every) => {
        const all = present(hits);
        const ids = [...all.keys()];
        const pending = new Set(ids.filter((_, n) => n % 3 !== every));
        const stored = new Map([...all].filter((_, n) => n % 3 !== 0));
        const ledger = judge(hits, stored, pending);
        const known = new Set([...stored.keys(), ...pending]);
        assert.equal(ledger.stored + ledger.pending, known.size);
        assert.deepEqual([ledger.unexpected, ledger.duplicated], [0, 0]);
        const missing = hits.filter(
          ({ outcome, applied }, n) => outcome === "ok" && applied > 0 && !known.has(idOf(n)),
        );
        assert.equal(ledger.lost, missing.length);
      }),
    );
    const waits: Hit[] = [{ outcome: "failed", applied: 0, buffered: true }];
    const { unexpected, verdict } = judge(waits, new Map(), new Set(["run-0"]));
    assert.deepEqual([unexpected, verdict], [1, "unexpected"], "refused, and yet it will be stored");
  });

  test("stored zero times is not present, stored three times is one duplicated hit", () => {
    const hits: Hit[] = Array(2).fill({ outcome: "ok", applied: 1, buffered: false });
    const { lost, stored, duplicated, unexpected } = judge(
      hits,
      new Map([
        ["run-0", 0],
        ["run-1", 3],
        ["other", 0],
      ]),
    );
    assert.deepEqual(
      { lost, stored, duplicated, unexpected },
      { lost: 1, stored: 3, duplicated: 1, unexpected: 0 },
    );
  });

  test("100,000 hits", () => {
    const hits = Array.from(
      { length: 100_000 },
      (_, n): Hit => ({ outcome: "ok", applied: n % 1000 === 0 ? 0 : 1, buffered: false }),
    );
    assert.equal(judge(hits).lost, 100);
  });
});

describe("impossible input is refused", () => {
  const counts = { attempted: 3, ok: 1, failed: 1, unknown: 1 };
  const kept = { stored: 1, pending: 0 };
  const outcomeOf: Outcome[] = ["ok", "failed", "unknown"];

  test("counts that are no counts", () => {
    for (const bad of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      for (const key of ["attempted", "ok", "failed", "unknown"] as const) {
        assert.throws(
          () => judgeCounter({ ...counts, [key]: bad }, kept),
          new RegExp(`^RangeError: ${key} must`),
        );
      }
      assert.throws(() => judgeCounter(counts, { ...kept, stored: bad }), /^RangeError: stored/);
      assert.throws(() => judgeCounter(counts, { ...kept, pending: bad }), /^RangeError: pending/);
      assert.throws(() => judgeByName({ ...counts, outcomeOf }, idOf, new Map([["run-0", bad]])), RangeError);
    }
  });

  test("outcomes that do not add up", () => {
    assert.throws(() => judgeCounter({ ...counts, attempted: 4 }, kept), /^RangeError: attempted is 4/);
    assert.throws(
      () => judgeByName({ ...counts, outcomeOf: ["ok", "ok", "unknown"] }, idOf, new Map()),
      /^RangeError: ok is 1/,
    );
    assert.throws(
      () => judgeByName({ ...counts, outcomeOf: [...outcomeOf, "ok"] }, idOf, new Map()),
      RangeError,
    );
  });
});
