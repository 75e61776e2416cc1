import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { two } from "../../bench/pages/numbers.ts";
import { pages, proseOf, withFigures } from "../../bench/pages/pages.ts";
import { ifThere } from "../../bench/part.ts";
import { ratiosOf, readResults } from "../../bench/results.ts";
import { inRounds, ratioOf } from "../../bench/rounds.ts";

const read = (file: string) => readFileSync(join(import.meta.dirname, "../..", file), "utf8");
const results = readResults();

for (const { file, language } of pages) {
  test(`the figures of the pages are those of bench/results.json: ${file}`, () => {
    assert.ok(results, "npm run bench writes it");
    const text = read(file);
    assert.equal(text, withFigures(text, results, language), "npm run bench -- --write-docs");
    assert.notEqual(proseOf(text), text, "it has figures");
  });
}

for (const { file } of pages.filter(({ file }) => file.startsWith("docs/"))) {
  test(`no figure stands outside of what the bench writes: ${file}`, () => {
    const prose = proseOf(read(file)).replaceAll(/`[^`]*`|\]\([^)]*\)/g, "");
    assert.deepEqual(prose.match(/\d+/g) ?? [], []);
  });
}

test("of several ratios the lowest stands in the README", () => {
  assert.ok(results);
  const many = ratiosOf(results).filter(({ name }) => name === "many-connections");
  assert.ok(many.length > 5);
  const lowest = many.toSorted((a, b) => a.ratio.median - b.ratio.median)[0];
  const row = read("README.md")
    .split("\n")
    .find((line) => line.startsWith("| hits/s at 200 connections"));
  assert.ok(lowest && row?.includes(`\`${lowest.of}\` | ${two(lowest.ratio.median, "en")} |`), row);
});

/** A side that notes in `order` when it was measured. */
const noting = (name: string, order: string[], isWarm = false) => ({
  name,
  isWarm,
  measure: async () => {
    order.push(name);
    return { "hits/s": order.length };
  },
});
const quietly = { rounds: 2, repeats: 3, say: () => {} };

test("odd rounds go backwards, and what is warm is left out of the first", async () => {
  const order: string[] = [];
  const sides = [noting("a", order), noting("b", order, true), noting("c", order)];
  await inRounds(sides, quietly);
  assert.equal(order.join(""), "ac" + "cba" + "abc");
});

test("a ratio is the median of those within each round", async () => {
  const sides = [{ name: "one", measure: async () => ({ "hits/s": 10 }) }, noting("other", [])];
  const [one, other] = await inRounds(sides, quietly);
  assert.deepEqual(ratioOf(one, other, "hits/s"), { median: (10 / 2 + 10 / 3) / 2, least: 10 / 3, most: 5 });
});

test("a disturbed measurement is repeated, and one that stays disturbed is said to be", async () => {
  const order: string[] = [];
  const others = [0.5, 0.5, 0.01, 0.5, 0.5, 0.5, 0.5];
  const watch = () => () => others.shift();
  const [measured] = await inRounds([noting("a", order, true)], { ...quietly, watch });
  assert.deepEqual(order.length, 3 + 4);
  assert.deepEqual(measured?.others, [0.01, 0.5]);
  assert.deepEqual([measured?.repeated, measured?.disturbed], [5, 1]);
});

test("what the machine lacks is said, and what needs it is left out", async () => {
  const left = await ifThere(
    "a window",
    () => Promise.reject(new Error("No browser was found.")),
    () => assert.fail("it measures nothing"),
  );
  assert.deepEqual(left, { tables: [], missing: ["a window: Error: No browser was found."] });
});
