import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { actions as allActions } from "../../extension/actions/index.ts";
import { load } from "../../extension/actions/load/load.ts";
import { interpretCell } from "../../extension/document/cell.ts";
import type { Fix } from "../../extension/document/cell-error.ts";
import type { Cell } from "../../extension/document/document.ts";
import { clearEdits, guessEdits, openGuesses, readGuess } from "../../extension/document/guesses.ts";
import { newCell } from "../../extension/document/parse.ts";

const actions = [load];
const cell = (code: string) => newCell("yaml", undefined, code, "\n");
const keysIn = (of: Cell) => openGuesses(of, actions).map(({ key }) => key);

function edited(source: string, edits: readonly Fix[]): string {
  return edits
    .toReversed()
    .reduce((text, { from, to, text: put }) => text.slice(0, from) + put + text.slice(to), source);
}

const filled = (source: string, guesses: Readonly<Record<string, string>>, why?: string) =>
  edited(source, guessEdits(source, new Map(Object.entries(guesses)), why));
const cleared = (source: string) => edited(source, clearEdits(source));

describe("a guess is open", () => {
  test("where a key of `predict` has no value", () => {
    const code = "load: { strategy: naive }\npredict: { stored: , failed: 0, lost: ~, verdict: null, ok }";
    assert.deepEqual(keysIn(cell(code)), ["stored", "lost", "verdict", "ok"]);
    assert.deepEqual(interpretCell(cell(code), actions).predict, { failed: 0 });
    assert.deepEqual(openGuesses(cell(code), actions)[0]?.value, load.values.stored);
  });

  test("nowhere else: not in `expect`, without `predict`, in a cell that cannot run or in another language", () => {
    assert.throws(() => interpretCell(cell("load: { strategy: naive }\nexpect: { stored: }"), actions));
    for (const code of [
      "load: { strategy: naive }",
      "load: { strategy: naive }\npredict:",
      "load: { strategy: naive }\npredict: { stored: 1000 }",
      "load: { strategi: naive }\npredict: { stored: }",
      "load: { strategy: naive\npredict: { stored: }",
    ]) {
      assert.deepEqual(keysIn(cell(code)), [], code);
    }
    assert.deepEqual(keysIn(newCell("sql", undefined, "predict:\n  stored:", "\n")), []);
  });
});

describe("writing guesses", () => {
  for (const [name, before, after] of [
    ["between braces", "predict: { stored: }", "predict: { stored: 9 }"],
    ["without spaces", "predict: {stored:,ok: 1}", "predict: {stored: 9,ok: 1}"],
    ["on a line of its own", "predict:\n  stored:\nexpect: {}", "predict:\n  stored: 9\nexpect: {}"],
    ["before a comment", "predict:\n    stored:   # mine\n", "predict:\n    stored: 9   # mine\n"],
    ["at the end of the text", "predict:\n  stored:", "predict:\n  stored: 9"],
    ["in the place of null", "predict: { stored: null, ok: }", "predict: { stored: 9, ok: }"],
    ["after a quoted key", 'predict: { "stored" : }', 'predict: { "stored" : 9 }'],
    ["after a key alone", "predict: { stored, ok: 1 }", "predict: { stored: 9, ok: 1 }"],
  ]) {
    test(`${name} changes nothing else`, () => assert.equal(filled(before ?? "", { stored: "9" }), after));
  }

  test("leaves alone what is not asked for", () => {
    const source = "load:\n  strategy:\npredict: { stored: 5, lost: }\nexpect: { stored: 0 }";
    assert.equal(filled(source, { stored: "9" }), source);
    assert.equal(filled("predict: {", { stored: "9" }), "predict: {");
  });

  test("makes every open guess the one that was made, however the cell is written", () => {
    const keys = ["stored", "ok", "failed", "failures.53300", "latencyMs.p50"];
    const entry = fc.record({
      blank: fc.constantFrom("", " ~", " null", "   "),
      guess: fc.option(fc.integer({ min: 0, max: 5000 })),
    });
    const form = fc.constantFrom("flow", "block", "quoted");
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: keys.length }), form, (entries, how) => {
        const pairs = entries.map(({ blank }, index) => {
          const key = how === "quoted" ? `"${keys[index]}"` : keys[index];
          return how === "block" ? `\n  ${key}:${blank}  # why?` : `${key}:${blank}`;
        });
        const predict = how === "block" ? pairs.join("") : ` {${pairs.join(", ")} }`;
        const source = `# mine\nload: { strategy: naive }\npredict:${predict}`;
        const made = Object.fromEntries(
          entries.flatMap(({ guess }, index) => (guess === null ? [] : [[keys[index] ?? "", guess]])),
        );
        const asText = Object.fromEntries(Object.entries(made).map(([key, guess]) => [key, String(guess)]));
        const text = filled(source, asText);
        assert.deepEqual(interpretCell(cell(text), actions).predict, made);
        assert.deepEqual(
          keysIn(cell(text)),
          keysIn(cell(source)).filter((key) => made[key] === undefined),
        );
        assert.equal(text.match(/# (mine|why\?)/g)?.length, source.match(/# (mine|why\?)/g)?.length);
      }),
    );
  });
});

describe("a reason", () => {
  const why = 'they "race" \\ # } : мало ли';
  const quoted = JSON.stringify(why);
  for (const [name, before, after] of [
    ["between braces", "predict: { stored: }", `predict: { stored: 9, why: ${quoted} }`],
    [
      "between braces, before another key",
      "predict: {stored:,ok: 1}",
      `predict: {stored: 9,ok: 1, why: ${quoted}}`,
    ],
    [
      "on a line of its own",
      "predict:\n  stored:\nneeds: []",
      `predict:\n  stored: 9\n  why: ${quoted}\nneeds: []`,
    ],
    [
      "below a comment",
      "predict:\n    stored:   # mine",
      `predict:\n    stored: 9   # mine\n    why: ${quoted}`,
    ],
    ["after a key alone", "predict: { stored }", `predict: { stored: 9, why: ${quoted} }`],
    ["only where there is none", "predict: { stored: , why: x }", "predict: { stored: 9 , why: x }"],
  ] as const) {
    test(`is written behind the guesses ${name}`, () => {
      assert.equal(filled(before, { stored: "9" }, why), after);
    });
  }

  test("is no guess, and an open one is not asked for as if it were", () => {
    const code = "load: { strategy: naive }\npredict: { stored: 1, why: they race }";
    const { predict, why } = interpretCell(cell(code), actions);
    assert.deepEqual([predict, why], [{ stored: 1 }, "they race"]);
    assert.deepEqual(keysIn(cell(code.replace("they race", ""))), []);
    for (const { values } of allActions) assert.equal(Object.hasOwn(values, "why"), false);
  });
});

describe("clearing the guesses", () => {
  for (const [name, before, after] of [
    ["between braces", "predict: { stored: 9, ok: 5 }", "predict: { stored:, ok: }"],
    ["with a reason", 'predict: { stored: 9, why: "x, y" }', "predict: { stored: }"],
    ["with the reason first", "predict: { why: x, stored: 9 }", "predict: { stored: }"],
    ["with nothing but a reason", "predict: { why: x }", "predict: {  }"],
    [
      "on lines of their own",
      "predict:\n  stored: 9 # mine\n  why: x\nneeds: []",
      "predict:\n  stored: # mine\nneeds: []",
    ],
    ["at the end of the text", 'predict:\n  verdict: "lost"\n  why: x', "predict:\n  verdict:"],
    ["that are open", "predict: { stored: , ok: null, failed }", "predict: { stored: , ok: null, failed }"],
    [
      "that are not there",
      "load: { strategy: 9 }\nexpect: { stored: 9 }",
      "load: { strategy: 9 }\nexpect: { stored: 9 }",
    ],
  ] as const) {
    test(`${name} leaves everything else as it is`, () => assert.equal(cleared(before), after));
  }

  test("and making them again gives the same cell, however it is written", () => {
    const keys = ["stored", "ok", "failed", "failures.53300"];
    const guesses = fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: keys.length });
    const property = fc.property(
      guesses,
      fc.string({ unit: "grapheme" }),
      fc.boolean(),
      (made, typed, isFlow) => {
        const why = typed.trim();
        const open = made.map((_, index) => (isFlow ? `${keys[index]}:` : `\n  ${keys[index]}:`));
        const source = `load: { strategy: naive }\npredict:${isFlow ? ` { ${open.join(", ")} }` : open.join("")}`;
        const values = Object.fromEntries(made.map((guess, index) => [keys[index] ?? "", guess]));
        const asText = Object.fromEntries(Object.entries(values).map(([key, guess]) => [key, String(guess)]));
        const text = filled(source, asText, why);
        const work = interpretCell(cell(text), actions);
        assert.deepEqual([work.predict, work.why ?? ""], [values, why.toWellFormed()]);
        assert.equal(cleared(text), source);
      },
    );
    fc.assert(property);
  });
});

describe("a guess that is typed", () => {
  const number = { about: { en: "", ru: "" } };
  const verdict = { ...number, words: ["exact", "lost"] };
  for (const [language, typed, value, written] of [
    ["en", " 1000 ", number, "1000"],
    ["en", "1,000", number, "1000"],
    ["en", "1,234,567.5", number, "1234567.5"],
    ["ru", "1\u00a0000", undefined, "1000"],
    ["ru", "1 000", number, "1000"],
    ["ru", "0,5", number, "0.5"],
    ["en", "Lost", verdict, "lost"],
    ["en", "", number, undefined],
    ["en", "many", number, undefined],
    ["en", "-5", number, undefined],
    ["en", "> 0", number, undefined],
    ["en", "1,00", number, undefined],
    ["ru", "1e400", number, undefined],
    ["ru", "9".repeat(30), number, undefined],
    ["en", "5 } # x", number, undefined],
    ["en", "1000", verdict, undefined],
    ["en", "", verdict, undefined],
  ] as const) {
    const as = written === undefined ? "is refused" : `is written as ${written}`;
    test(`${language}: “${typed}” ${as}`, () => assert.equal(readGuess(typed, value, language), written));
  }
});
