import assert from "node:assert/strict";
import { test } from "node:test";
import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import stringWidth from "string-width";
import * as samples from "../../test/samples/index.ts";
import type { Result } from "../actions/index.ts";
import { present, presentProgress } from "../actions/present.ts";
import { languages } from "../common/language.ts";
import { renderText } from "./text.ts";
import { widthOf } from "./width.ts";

function textOf(result: Result, width: number, language: "en" | "ru" = "en"): string {
  return renderText(present(samples.cell(result), language), { width, colour: false, language });
}

test("no line of any result is wider than asked for, and no line ends in spaces", () => {
  for (const language of languages) {
    for (const [name, result] of Object.entries(samples.results)) {
      for (const width of [20, 40, 64, 80, 100, 200]) {
        for (const line of textOf(result, width, language).split("\n")) {
          assert.ok(widthOf(line) <= width, `${name}, ${width}: ${line}`);
          assert.equal(line, line.trimEnd());
        }
      }
    }
  }
});

const cell = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 80 }),
  fc.string({ unit: "binary", maxLength: 80 }),
  fc.constantFrom(
    "漢字かな交じり文",
    "👩‍👩‍👧 family",
    "\u001b[31mred\u001b[0m",
    "a\tb\r\nc",
    "\u202etxt.exe",
    "x".repeat(400),
  ),
);

test("whatever a table holds, lines stay in their width and the terminal stays unharmed", () => {
  fc.assert(
    fc.property(
      fc.array(cell, { maxLength: 12 }),
      fc.array(cell, { maxLength: 30 }),
      fc.integer({ min: 8, max: 120 }),
      (columns, cells, width) => {
        const rows = [cells.slice(0, columns.length), cells.slice(columns.length)];
        const statement = { command: "SELECT 2", columns, rows, truncatedAt: null, error: null };
        for (const line of textOf({ action: "sql", statements: [statement] }, width).split("\n")) {
          assert.ok(widthOf(line) <= width, JSON.stringify(line));
          assert.doesNotMatch(line, /[\p{Cc}\u2028-\u202e\u2066-\u2069]/u);
        }
      },
    ),
  );
});

test("a character is as wide alone as among others", () => {
  for (let code = 0x20; code < 0x2800; code += 1) {
    const character = String.fromCharCode(code);
    if (/\p{Cc}/u.test(character)) continue;
    assert.equal(widthOf(character), stringWidth(character), `U+${code.toString(16)}`);
  }
});

test("nothing of a table is cut off", () => {
  const words = Array.from({ length: 60 }, (_, index) => `word${index}`);
  const statement = {
    command: "SELECT 1",
    columns: ["long", "short"],
    rows: [[words.join(" "), "x"]],
    truncatedAt: null,
    error: null,
  };
  for (const width of [20, 40, 90]) {
    const text = textOf({ action: "sql", statements: [statement] }, width);
    for (const word of words) assert.match(text, new RegExp(`${word}\\b`));
  }
});

test("colours change nothing but colours, and come only when asked for", () => {
  for (const result of Object.values(samples.results)) {
    const blocks = present(samples.cell(result), "en");
    const plain = renderText(blocks, { colour: false, language: "en" });
    const coloured = renderText(blocks, { colour: true, language: "en" });
    assert.ok(!plain.includes("\u001b"));
    assert.ok(coloured.includes("\u001b["));
    const trimmed = stripVTControlCharacters(coloured)
      .split("\n")
      .map((line) => line.trimEnd());
    assert.equal(trimmed.join("\n"), plain);
  }
});

test("an answer stays folded: only the question is printed", () => {
  const text = textOf(samples.discuss, 100);
  assert.match(text, /\? Why did/);
  assert.doesNotMatch(text, /both read|will be counted/);
});

test("a command that is too long is continued as a shell wants it", () => {
  const text = textOf(samples.naive, 50);
  assert.match(
    text,
    /same load by hand:\n {2}ab -l -m POST -n 1000 -c 50 \\\n {2}http:\/\/127\.0\.0\.1:41873\/naive\/hit\n/,
  );
});

test("progress has no broken number before the first answer", () => {
  const nothing = { attempted: 0, ok: 0, failed: 0, unknown: 0 };
  for (const language of languages) {
    const progress = { ...nothing, elapsedMs: 0, fraction: 0, answersPerSecond: 0, silentMs: 0 };
    const blocks = presentProgress(progress, language);
    assert.doesNotMatch(JSON.stringify(blocks), /NaN|null|Infinity|undefined/);
    assert.doesNotMatch(renderText(blocks, { colour: false, language }), /NaN|Infinity|undefined|∞/);
  }
});
