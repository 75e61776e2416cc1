import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import type { Scalar } from "../common/condition.ts";
import { LabError } from "../common/lab-error.ts";
import { checkExpectations, readPredictions } from "./expect.ts";

const result = {
  action: "load",
  attempted: 1000,
  ok: 527,
  lost: 446,
  "no-answer": 3,
  verdict: "lost",
  byName: false,
  requestsPerSecond: 189.5,
  durationSeconds: null,
  failures: { "53300": 473 },
  ledger: { lost: 5, ok: 527 },
  runs: [{ strategy: "naive" }, { strategy: "atomic" }],
};

const held = (key: string, want: Scalar): boolean | undefined =>
  checkExpectations(result, { [key]: want })[0]?.held;

describe("checkExpectations", () => {
  test("reports key, want, got and held, in the order of the cell", () => {
    assert.deepEqual(checkExpectations(result, { lost: "> 0", ok: 1000, "failures.40001": 0 }), [
      { key: "lost", want: "> 0", got: 446, held: true },
      { key: "ok", want: 1000, got: 527, held: false },
      { key: "failures.40001", want: 0, got: null, held: false },
    ]);
  });

  for (const [key, want, expected] of [
    ["attempted", 1000, true],
    ["attempted", "1000", false],
    ["byName", false, true],
    ["byName", 0, false],
    ["verdict", "lost", true],
    ["verdict", "exact", false],
    ["lost", ">0", true],
    ["lost", " >=  446 ", true],
    ["lost", "> 446", false],
    ["lost", "<= 446", true],
    ["lost", "< 446", false],
    ["lost", "= 446.0", true],
    ["lost", "!= 446", false],
    ["lost", "!= 4.45e2", true],
    ["lost", "> -1", true],
    ["requestsPerSecond", "< 189.6", true],
    ["lost", "< attempted", true],
    ["lost", "<= ledger.lost", false],
    ["ok", "= ledger.ok", true],
    ["ok", "!= attempted", true],
    ["lost", "> no-answer", true],
    ["ledger.lost", 5, true],
    ["failures.53300", "> 0", true],
    ["failures.53300", "= failures.53300", true],
    ["runs.1.strategy", "atomic", true],
    ["runs.2.strategy", "atomic", false],
    ["runs.length", 2, true],
    // No such value, another type, or nothing that can be compared: never held.
    ["lost", "> nothing", false],
    ["nothing", "!= 5", false],
    ["nothing", "= nothing", false],
    ["durationSeconds", "= durationSeconds", false],
    ["ledger", "!= 5", false],
    ["verdict", "!= lost", false],
    ["verdict", "> 0", false],
    ["verdict", ">= verdict", false],
    ["verdict.length", 4, false],
    ["toString", "!= 5", false],
    ["__proto__.x", "!= 5", false],
  ] as const) {
    test(`${key}: ${JSON.stringify(want)} ${expected ? "holds" : "does not hold"}`, () => {
      assert.equal(held(key, want), expected);
    });
  }

  for (const want of [
    ">",
    "=",
    "==5",
    "=> 5",
    "> 5 hits",
    ">> 5",
    "! 5",
    "!5",
    "<>",
    "> 1e",
    "= a..b",
    "= a.",
    "> 1 000",
    "=\u0000",
  ]) {
    test(`${JSON.stringify(want)} is refused`, () => {
      assert.throws(
        () => held("lost", want),
        (error) =>
          error instanceof LabError && error.code === "malformed-condition" && error.what.ru.includes(want),
      );
    });
  }

  test("comparing with a number and with a key that has this number is the same", () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
    fc.assert(
      fc.property(number, number, fc.constantFrom("=", "!=", "<", "<=", ">", ">="), (a, b, operator) => {
        const [byNumber, byKey] = checkExpectations(
          { a, b, same: a },
          { a: `${operator} ${b}`, same: `${operator} b` },
        );
        assert.equal(byNumber?.held, byKey?.held);
        const truth = { "=": a === b, "!=": a !== b, "<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b };
        assert.equal(byNumber?.held, truth[operator]);
      }),
    );
  });
});

test("readPredictions sets each guess beside what was measured", () => {
  assert.deepEqual(readPredictions(result, { stored: 1000, lost: 0, "ledger.ok": 527 }), [
    { key: "stored", guess: 1000, got: null },
    { key: "lost", guess: 0, got: 446 },
    { key: "ledger.ok", guess: 527, got: 527 },
  ]);
});
