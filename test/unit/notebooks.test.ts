import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { actions } from "../../extension/actions/index.ts";
import { languages } from "../../extension/common/language.ts";
import { interpretCell } from "../../extension/document/cell.ts";
import type { Cell } from "../../extension/document/document.ts";
import { parseLab } from "../../extension/document/parse.ts";

const folder = new URL("../../notebooks/", import.meta.url);

function cellsOf(language: string): Cell[] {
  const { parts } = parseLab(readFileSync(new URL(`surge.${language}.lab.md`, folder), "utf8"));
  return parts.filter((part) => part.kind === "cell");
}

/** What a cell does, without the texts of questions and answers, which differ by language. */
function meaning(cell: Cell): unknown {
  if (cell.language !== "yaml") return cell.code;
  const { action, parameters, predict, expect } = interpretCell(cell, actions);
  const isText = action.name === "discuss";
  return { action: action.name, parameters: isText ? "texts" : parameters, predict, expect };
}

test("there is a notebook in every language", () => {
  assert.deepEqual(
    readdirSync(folder).sort(),
    languages.map((language) => `surge.${language}.lab.md`).sort(),
  );
});

test("the notebooks have the same steps, doing and expecting the same, in every language", () => {
  const [first, ...others] = languages.map((language) =>
    cellsOf(language).map((cell) => ({ step: cell.step, does: meaning(cell) })),
  );
  assert.ok(first && first.length > 20, "the notebook has its steps");
  for (const other of others) assert.deepEqual(other, first);
});

test("there are as many questions in every language", () => {
  const counts = languages.map((language) => {
    const discuss = cellsOf(language).find(({ step }) => step === "discuss");
    return discuss?.code.match(/- question:/g)?.length;
  });
  assert.ok((counts[0] ?? 0) >= 6, "the six questions of the class");
  assert.ok(counts.every((count) => count === counts[0]));
});

test("every step has a name, every load an expectation", () => {
  for (const cell of cellsOf("en")) {
    assert.ok(cell.step, `the cell in line ${cell.line} has no name`);
    if (cell.code.startsWith("load:")) assert.match(cell.code, /^expect:/m);
  }
});
