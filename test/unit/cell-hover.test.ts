import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { actions } from "../../extension/actions/index.ts";
import type { KnownNames } from "../../extension/document/described-action.ts";
import { hover } from "../../extension/document/hover.ts";
import { unknownNames } from "../../extension/document/unknown-names.ts";

const about = { en: "Reads, adds one, writes.", ru: "Читает, прибавляет, пишет." };
const names: KnownNames = {
  strategies: [
    { name: "naive", about, processes: false },
    { name: "batched", about: undefined, processes: true },
  ],
};
const source =
  'load: { strategy: naive, connections: 5 }\npredict: { stored: 5, why: x }\nexpect: { lost: "> 0" }';

const over = (word: string) => hover(source, source.indexOf(word) + 1, actions, names);

describe("hover", () => {
  for (const [word, en, ru] of [
    ["load", /Sends hits.*`connections`: a whole number from 1 to 1,000/s, /Отправляет.*целое число/s],
    ["strategy", /folder `strategies` of the app.*required/s, /Стратегия.*обязательно/s],
    ["connections", /at once.*50 by default/s, /по умолчанию 50/],
    ["naive", /^Reads, adds one/, /^Читает/],
    ["predict", /guess/, /догадка/],
    ["stored", /counted in PostgreSQL/, /PostgreSQL/],
    ["why", /in one line/, /одной строкой/],
    ["lost", /Acknowledged/, /Потеряны/],
  ] as const) {
    test(`says what \`${word}\` is, and marks it`, () => {
      const hint = over(word);
      assert.match(hint?.text.en ?? "", en);
      assert.match(hint?.text.ru ?? "", ru);
      assert.equal(source.slice(hint?.from, hint?.to), word);
    });
  }

  test("says what stands in place of parameters", () => {
    assert.match(hover("compare: guarantees", 12, actions, names)?.text.en ?? "", /how fast it is/);
    assert.match(hover("reset:\nneeds: [kafka]", 8, actions, names)?.text.en ?? "", /skips the cell/);
  });

  test("says nothing where there is nothing to say", () => {
    for (const code of ["5", "nothing:", "load: { nothing: 5 }", "show: { strategy: batched }", ""]) {
      assert.equal(hover(code, Math.max(0, code.length - 3), actions, names), undefined, code);
    }
  });
});

describe("names that the lab does not know", () => {
  test("are found with the nearest one that is there", () => {
    const [problem, ...others] = unknownNames("load:\n  strategy: nave", actions, names);
    assert.deepEqual(others, []);
    assert.match(problem?.message.en ?? "", /no strategy `nave`.*Did you mean `naive`/);
    assert.match(problem?.message.ru ?? "", /нет стратегии `nave`.*`naive`/);
    assert.deepEqual(problem?.fix, { line: 2, column: 13, endColumn: 17, text: "naive" });
  });

  test("what fits is named when none is near", () => {
    const [problem] = unknownNames("process: { strategy: zzz }", actions, names);
    assert.match(problem?.message.en ?? "", /`batched`/);
    assert.equal(problem?.fix, undefined);
  });

  test("are not looked for elsewhere, nor as long as no name is known", () => {
    assert.deepEqual(unknownNames("load: { strategy: naive }\npredict: { strategy: x }", actions, names), []);
    assert.deepEqual(unknownNames("load: { strategy: nave }", actions, { strategies: [] }), []);
    assert.deepEqual(unknownNames("load: { strategy: yours }", actions, { ...names, later: ["yours"] }), []);
  });
});
