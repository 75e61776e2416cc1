import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { actions } from "../../extension/actions/index.ts";
import { languages } from "../../extension/common/language.ts";
import { interpretCell } from "../../extension/document/cell.ts";
import type { Cell } from "../../extension/document/document.ts";
import { openGuesses } from "../../extension/document/guesses.ts";
import { parseLab } from "../../extension/document/parse.ts";
import { readNotebook } from "../../extension/vscode/notebook-text.ts";

const folder = new URL("../../notebooks/", import.meta.url);

const read = (language: string) => readFileSync(new URL(`surge.${language}.lab.md`, folder), "utf8");

function cellsOf(language: string): Cell[] {
  return parseLab(read(language)).parts.filter((part) => part.kind === "cell");
}

const guessesOf = (cell: Cell) => openGuesses(cell, actions).map(({ key }) => key);

/** What a cell does, without the texts of questions and answers, which differ by language. */
function meaning(cell: Cell): unknown {
  if (cell.language !== "yaml") return cell.code;
  const { action, parameters, predict, expect } = interpretCell(cell, actions);
  const isText = action.name === "discuss";
  return {
    action: action.name,
    parameters: isText ? "texts" : parameters,
    predict,
    open: guessesOf(cell),
    expect,
  };
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

test("each surprise is asked for a prediction, in the prose above it and in its cell", () => {
  for (const language of languages) {
    const { parts } = parseLab(read(language));
    const asked = parts.flatMap((part, index) => {
      if (part.kind === "prose" || guessesOf(part).length === 0) return [];
      const above = parts[index - 1];
      assert.match(above?.kind === "prose" ? above.raw.trim() : "", /\?/, `above ${part.step}`);
      return [part.step];
    });
    assert.deepEqual(asked, [
      "naive-load",
      "pooled-load",
      "atomic-load",
      "buffered-load",
      "buffered-process",
      "buffered-race",
      "batched-race",
      "batched-pace",
    ]);
  }
});

test("nobody's guess is made in advance", () => {
  for (const cell of languages.flatMap(cellsOf).filter(({ language }) => language === "yaml")) {
    assert.deepEqual(interpretCell(cell, actions).predict, {}, cell.step);
  }
});

test("under each of the six questions of the class is a cell for the student's own answer, and nothing else in it", () => {
  for (const [language, answer] of [
    ["en", /^\*\*Your answer:\*\* \*[^\n]+\*$/],
    ["ru", /^\*\*Ваш ответ:\*\* \*[^\n]+\*$/],
  ] as const) {
    const { cells } = readNotebook(read(language));
    const questions = cells.flatMap(({ text }, index) => (text.startsWith("discuss:") ? [index] : []));
    assert.equal(questions.length, 6);
    for (const index of questions) {
      assert.equal(cells[index]?.text.match(/- question:/g)?.length, 1);
      assert.equal(cells[index + 1]?.kind, "markup");
      assert.match(cells[index + 1]?.text ?? "", answer);
    }
  }
});

test("every step has a name, every load an expectation", () => {
  for (const cell of cellsOf("en")) {
    assert.ok(cell.step, `the cell in line ${cell.line} has no name`);
    if (cell.code.startsWith("load:")) assert.match(cell.code, /^expect:/m);
  }
});
