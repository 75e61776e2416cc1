import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { actions } from "../../extension/actions/index.ts";
import { interpretCell } from "../../extension/document/cell.ts";
import { formatCell } from "../../extension/document/format.ts";
import { newCell } from "../../extension/document/parse.ts";

const meaning = (code: string) => {
  const { action, ...work } = interpretCell(newCell("yaml", undefined, code, "\n"), actions);
  return { action: action.name, ...work };
};

describe("format", () => {
  test("makes indentation and spacing alike, and keeps comments, order and quotes", () => {
    const code = [
      "# the surge",
      "load:",
      "   # many at once",
      "      strategy:   naive",
      "      # a lot",
      "      connections:     50",
      "",
      "",
      "predict: {stored:   1000}",
      "expect:   {lost:   '> 0',verdict: \"lost\"}",
      "",
    ].join("\n");
    assert.equal(
      formatCell(code),
      [
        "# the surge",
        "load:",
        "  # many at once",
        "  strategy: naive",
        "  # a lot",
        "  connections: 50",
        "",
        "predict: { stored: 1000 }",
        "expect: { lost: '> 0', verdict: \"lost\" }",
      ].join("\n"),
    );
  });

  test("leaves alone what is as it should be", () => {
    for (const code of ["start:", "load:\n  strategy: naive", ...actions.map(({ example }) => example.ru)]) {
      assert.equal(formatCell(code), code);
    }
  });

  test("refuses what says nothing or cannot be read", () => {
    for (const code of [
      "",
      "# nothing yet",
      "load: {",
      "a: 1\n---\nb: 2",
      "a: &x 1",
      "lost: > 0",
      "\tload:",
      "a: 1\na: 2",
    ]) {
      assert.equal(formatCell(code), undefined, code);
    }
  });
});

const space = fc.constantFrom("", " ", "   ");
const comment = fc.constantFrom("", "", " # first, a comment", " #second: { x }");
const blank = fc.constantFrom("", "", "\n", "\n\n", "# a line: of its own\n");

/** Cells that are right, written in many ways. */
const written = fc
  .record({
    indent: fc.constantFrom(" ", "  ", "     "),
    gap: fc.constantFrom(" ", "  ", "     "),
    inside: space,
    comment,
    blank,
    flow: fc.boolean(),
    connections: fc.integer({ min: 1, max: 1000 }),
    want: fc.constantFrom("0", '"> 0"', "'<= 5'", "lost", "1e3", "0x10", "true", '"1000"', "-0.50"),
    question: fc.stringMatching(/^[\p{L} ?.]{1,100}$/u).filter((text) => text.trim() !== ""),
    style: fc.constantFrom("|", ">", "|-", ">+", "plain"),
    kind: fc.constantFrom("load", "discuss"),
  })
  .map((cell) => {
    const { indent, gap, inside, comment, blank, flow, connections, want, question, style, kind } = cell;
    const expect = `${blank}expect:${gap}{${inside}attempted:${gap}${want}${inside}}${comment}`;
    if (kind === "discuss") {
      const text =
        style === "plain" ? JSON.stringify(question) : `${style}\n${indent}${indent}      ${question}\n`;
      return `discuss:${comment}\n${blank}${indent}questions:\n${indent}${indent}- question:${gap}Why?\n${indent}${indent}  answer: ${text}\n`;
    }
    const body = flow
      ? `load:${gap}{${inside}strategy:${gap}naive,${inside}connections:${gap}${connections},requests: 1000${inside}}`
      : `load:${comment}\n${indent}strategy:${gap}naive${comment}\n${blank}${indent}connections:${gap}${connections}\n${indent}requests: 1000`;
    return `${blank}${body}\n${expect}`;
  });

test("formatting changes nothing of what a cell says, and a second time nothing at all", () => {
  let formatted = 0;
  fc.assert(
    fc.property(written, (code) => {
      const once = formatCell(code);
      if (once === undefined) return;
      formatted += 1;
      assert.deepEqual(meaning(once), meaning(code));
      assert.equal(formatCell(once), once);
      const comments = (text: string) => text.match(/#.*/g)?.map((line) => line.replace(/\s/g, "")) ?? [];
      assert.deepEqual(comments(once).sort(), comments(code).sort());
    }),
    { numRuns: 300 },
  );
  assert(formatted > 270, `only ${formatted} of 300 cells could be formatted`);
});

test("any text is formatted to what means the same, or not at all", () => {
  const text = fc
    .array(fc.constantFrom("a:", " ", "\n", "  ", "- ", "x", "{", "}", "'", "|", ">", "# c", ",", "1"), {
      maxLength: 14,
    })
    .map((pieces) => pieces.join(""));
  fc.assert(
    fc.property(text, (code) => {
      const once = formatCell(code);
      if (once !== undefined) assert.equal(formatCell(once), once);
    }),
    { numRuns: 500 },
  );
});
