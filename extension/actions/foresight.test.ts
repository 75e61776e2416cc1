import assert from "node:assert/strict";
import { test } from "node:test";
import * as samples from "../../test/samples/index.ts";
import { verdictText } from "../drawing/verdict-text.ts";
import { present } from "./present.ts";

const unmet = { key: "lost", want: ">0", got: 0, held: false };
const met = { key: "stored", want: 0, got: 0, held: true };
const absent = { key: "nonsense", want: 5, got: null, held: false };

const shown = (expected: readonly (typeof unmet | typeof met | typeof absent)[], language: "en" | "ru") => {
  const [first, ...others] = present({ ...samples.cell(samples.batched), expected }, language);
  assert.ok(first?.kind === "verdict");
  const listed = others.flatMap((block) =>
    block.kind === "line" && /^✗/.test(block.text) ? [block.text] : [],
  );
  return [verdictText(first).split(":")[0], ...listed];
};

test("the first line says with two signs whether the step was as expected, and what was found", () => {
  assert.deepEqual(shown([], "en"), ["= The count is right"]);
  assert.deepEqual(shown([met], "en"), ["✓ as expected · = The count is right"]);
  assert.deepEqual(shown([met], "ru"), ["✓ как ожидалось · = Счёт сошёлся"]);
  const missed = shown([met, unmet], "en");
  assert.deepEqual(missed, ["✗ expected lost >0, measured 0 · = The count is right"]);
  assert.match(shown([met, unmet], "ru")[0] ?? "", /^✗ ожидалось потеряно \(lost\) >0, измерено 0 · =/);
});

test("several expectations that did not hold are counted in the first line and listed right below it", () => {
  assert.deepEqual(shown([unmet, met, absent], "en"), [
    "✗ 2 of 3 expectations did not hold · = The count is right",
    "✗ expected lost >0, measured 0",
    "✗ expected nonsense 5, measured no such value",
  ]);
});

test("a step whose expectations hold never has the sign of a failure in its first line, whatever it found", () => {
  for (const [name, result] of Object.entries(samples.results)) {
    const [first] = present({ ...samples.cell(result), expected: [met] }, "en");
    assert.ok(first?.kind === "verdict" || first?.kind === "line", name);
    const line = first.kind === "verdict" ? verdictText(first) : first.text;
    assert.match(line, /^✓ as expected/, name);
    // The server refused what the student wrote: that step has failed.
    if (name !== "sqlError") assert.doesNotMatch(line, /✗/, name);
  }
});
