import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { student } from "../../../test/samples/class.ts";
import { guessesOf, histogram, isRight, medianGot } from "./guesses.ts";

test("a prediction of the whole class is counted, whoever measured it in which language", () => {
  const [first, second] = [student("a", 1000, "x"), student("b", 82, "x")];
  const russian = second.reports.map((one) => ({
    ...one,
    report: { ...one.report, notebook: "surge.ru.lab.md" },
  }));
  const [stored, ...others] = guessesOf([first, { ...second, reports: russian }]);
  assert.deepEqual(others, []);
  assert.equal(`${stored?.notebook} ${stored?.step} ${stored?.key}`, "surge load stored");
  assert.equal(stored?.right, 1);
  assert.equal(stored && medianGot(stored), 81);
});

test("what was wrong most comes first", () => {
  const one = student("a", 1000, "x");
  const cells = one.reports[0]?.report.cells ?? [];
  const withTwo = cells.map((cell) => ({
    ...cell,
    predicted: cell.predicted.flatMap((each) => [{ key: "lost", guess: 446, got: 446 }, each]),
  }));
  const reports = one.reports.map((each) => ({ ...each, report: { ...each.report, cells: withTwo } }));
  assert.deepEqual(
    guessesOf([{ ...one, reports }]).map(({ key }) => key),
    ["stored", "lost"],
  );
});

test("a number is right when it is near; anything else when it is the same", () => {
  assert.ok(isRight({ guess: 90, got: 100 }));
  assert.ok(!isRight({ guess: 89, got: 100 }));
  assert.ok(isRight({ guess: 0, got: 0 }));
  assert.ok(!isRight({ guess: 0, got: 1 }));
  assert.ok(isRight({ guess: true, got: true }));
  assert.ok(!isRight({ guess: "lost", got: null }));
});

test("a histogram has every guess once, whatever they are", () => {
  const guess = fc.oneof(fc.nat(2_000), fc.boolean(), fc.constantFrom("none", "some"));
  fc.assert(
    fc.property(fc.array(guess, { minLength: 1, maxLength: 40 }), (values) => {
      const guesses = values.map((value) => ({ guess: value, got: 1 }));
      const bins = histogram({ notebook: "n", step: "s", key: "k", right: 0, guesses });
      assert.equal(
        bins.reduce((sum, { count }) => sum + count, 0),
        values.length,
      );
    }),
  );
});
