import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, test } from "node:test";
import type * as z from "zod";
import { exerciseNames } from "../../extension/actions/exercises/exercise-name.ts";
import { actions } from "../../extension/actions/index.ts";
import { load } from "../../extension/actions/load/load.ts";
import { start } from "../../extension/actions/start/start.ts";
import { type Language, languages } from "../../extension/common/language.ts";
import { notebookLanguage } from "../../extension/common/notebook-language.ts";
import { interpretCell } from "../../extension/document/cell.ts";
import type { Cell } from "../../extension/document/document.ts";
import { explainedStep, withoutExplanationMarks } from "../../extension/document/explanation.ts";
import { openGuesses } from "../../extension/document/guesses.ts";
import { parseLab } from "../../extension/document/parse.ts";
import { rankableSeconds } from "../../extension/ledger/long-enough.ts";
import { readNotebook } from "../../extension/vscode/notebook/notebook-text.ts";

const folder = new URL("../../notebooks/", import.meta.url);
const files = readdirSync(folder);
const fileOf = (name: string, language: Language) => `${name}.${language}.lab.md`;
/** Each notebook is one name in every language. */
const names = [...new Set(files.map((file) => file.replace(/\.[a-z]{2}\.lab\.md$/, "")))];

/** The others ask questions; an exercise has a check instead. */
const isExercise = (name: string) => name.startsWith("exercise-");

const read = (name: string, language: Language) =>
  readFileSync(new URL(fileOf(name, language), folder), "utf8");

function cellsOf(name: string, language: Language): Cell[] {
  return parseLab(read(name, language)).parts.filter((part) => part.kind === "cell");
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

function partsOf({ app, with: brokers }: z.infer<typeof start.parameters>): string[] {
  const isInPython = app === "fastapi" || (typeof app === "object" && /^uvicorn /.test(app.command ?? ""));
  return [...brokers, ...(isInPython ? ["fastapi"] : [])];
}

/** Where the links of the prose go. */
function linksOf(name: string, language: Language): string[] {
  const { parts } = parseLab(read(name, language));
  const prose = parts.flatMap((part) => (part.kind === "prose" ? [part.raw] : [])).join("\n");
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target);
}

/** These measure something that a dry run can hold them to. */
const measuring = ["load", "process", "interleave", "worker", "step", "matrix", "sweep"];

test("every notebook is there in every language", () => {
  const wanted = names.flatMap((name) => languages.map((language) => fileOf(name, language)));
  assert.deepEqual([...files].sort(), wanted.sort());
  assert.ok(names.includes("surge"));
});

for (const name of names) {
  describe(`the notebook ${name}`, () => {
    test("has the same steps, doing and expecting the same, in every language", () => {
      const [first, ...others] = languages.map((language) =>
        cellsOf(name, language).map((cell) => ({ step: cell.step, does: meaning(cell) })),
      );
      assert.ok(first && first.length >= (isExercise(name) ? 5 : 20), "it has its steps");
      for (const other of others) assert.deepEqual(other, first);
    });

    test("begins with the start and ends with the stop of the stack", () => {
      const cells = cellsOf(name, "en");
      assert.equal(cells[0]?.code.startsWith("start:"), true);
      assert.equal(cells.at(-1)?.code.trim(), "stop:");
    });

    test("names every step, and expects something of every one that measures", () => {
      for (const cell of cellsOf(name, "en")) {
        assert.ok(cell.step, `the cell in line ${cell.line} has no name`);
        if (cell.language !== "yaml") continue;
        const { action, expect } = interpretCell(cell, actions);
        if (measuring.includes(action.name)) assert.notDeepEqual(expect, {}, cell.step);
      }
    });

    test("shows nobody what is expected: it stands in the comment behind the cell, and nowhere else", () => {
      for (const language of languages) {
        for (const part of parseLab(read(name, language)).parts) {
          const shown = part.kind === "prose" ? part.raw : part.code;
          assert.doesNotMatch(shown, /^\s*(<!--\s*)?expect\s*:/m, `${language}: ${shown}`);
        }
        const { cells } = readNotebook(read(name, language));
        for (const { text } of cells) assert.doesNotMatch(withoutExplanationMarks(text), /<!--/);
      }
    });

    test("folds what explains a step that is above it, the same in all languages, and no question for a prediction", () => {
      const [english, ...others] = languages.map((language) => {
        const steps: (string | undefined)[] = [];
        let folded: string | undefined;
        const explained = readNotebook(read(name, language)).cells.flatMap(({ text, origin }) => {
          if (origin?.source.kind === "cell") {
            const { step } = origin.source;
            if (guessesOf(origin.source).length > 0) assert.equal(folded, undefined, `above ${step}`);
            steps.push(step);
            return [];
          }
          folded = explainedStep(text);
          if (folded !== undefined) assert.ok(steps.includes(folded), `${folded} is below its explanation`);
          return folded ?? [];
        });
        return explained;
      });
      for (const other of others) assert.deepEqual(other, english);
    });

    test("gives each run whose speed is guessed or compared the time that the rule asks for", () => {
      for (const cell of cellsOf(name, "en")) {
        if (cell.language !== "yaml") continue;
        const { action, parameters, expect } = interpretCell(cell, actions);
        if (action.name !== "load") continue;
        const { duration, fault, pause } = load.parameters.parse(parameters);
        const about = [...guessesOf(cell), ...Object.keys(expect)];
        // A run by time is there for its speed, unless something happens to it.
        const isForSpeed =
          about.includes("requestsPerSecond") || (duration !== undefined && !fault && !pause);
        if (isForSpeed) assert.ok((duration ?? 0) >= rankableSeconds, `${cell.step}: ${duration} s`);
      }
    });

    test("needs in each step what the stack under it needs, and the strategy", () => {
      let under: readonly string[] = [];
      for (const cell of cellsOf(name, "en")) {
        if (cell.language !== "yaml") {
          assert.deepEqual(under, [], `${cell.step}: only the stack that every machine has`);
          continue;
        }
        const { action, parameters, needs } = interpretCell(cell, actions);
        if (action.name === "start") under = partsOf(start.parameters.parse(parameters));
        if (!measuring.includes(action.name) && !["start", "show", "reset"].includes(action.name)) continue;
        assert.deepEqual(needs, under, cell.step);
      }
    });

    test("asks for a prediction in the prose above the cell and in the cell, and makes nobody's guess", () => {
      for (const language of languages) {
        const { parts } = parseLab(read(name, language));
        const asking = parts.filter((part) => part.kind === "cell" && guessesOf(part).length > 0);
        assert.ok(asking.length >= (isExercise(name) ? 1 : 5), "there are surprises");
        for (const [index, part] of parts.entries()) {
          if (part.kind === "prose" || part.language !== "yaml") continue;
          assert.deepEqual(interpretCell(part, actions).predict, {}, part.step);
          if (guessesOf(part).length === 0) continue;
          const above = parts[index - 1];
          assert.match(above?.kind === "prose" ? above.raw.trim() : "", /\?/, `above ${part.step}`);
        }
      }
    });

    test("asks each question in the text above its cell, which holds only the answer, and leaves below it a cell for the student's own answer, and nothing else in it", () => {
      for (const [language, answer] of [
        ["en", /^\*\*Your answer:\*\* \*[^\n]+\*$/],
        ["ru", /^\*\*Ваш ответ:\*\* \*[^\n]+\*$/],
      ] as const) {
        const { cells } = readNotebook(read(name, language));
        const questions = cells.flatMap(({ text }, index) => (text.startsWith("discuss:") ? [index] : []));
        assert.ok(isExercise(name) || questions.length >= 5);
        for (const index of questions) {
          const { text = "" } = cells[index] ?? {};
          assert.equal(text.match(/- answer:/g)?.length, 1);
          assert.doesNotMatch(text, /question:/);
          const asked = cells[index - 1];
          assert.ok(asked?.kind === "markup" && /^### .*\?/.test(asked.text), `${asked?.text} above ${text}`);
          assert.equal(cells[index + 1]?.kind, "markup");
          assert.match(cells[index + 1]?.text ?? "", answer);
        }
      }
    });

    test("links only to notebooks that are there, in its own language", () => {
      for (const language of languages) {
        for (const target of linksOf(name, language)) {
          if (/^https:\/\//.test(target)) continue;
          assert.ok(existsSync(new URL(target, folder)), `${target} in ${fileOf(name, language)}`);
          assert.equal(notebookLanguage(target), language, target);
        }
      }
    });
  });
}

test("every exercise has a notebook, which begins and checks it and gives nothing away by itself", () => {
  assert.deepEqual(names.filter(isExercise).sort(), [...exerciseNames].sort());
  for (const name of exerciseNames) {
    const codes = cellsOf(name, "en").map(({ code }) => code.trim());
    assert.ok(codes.includes(`begin: ${name}`) && codes.includes(`check: ${name}`), name);
    // Run All asks for everything that is a cell.
    assert.deepEqual(
      codes.filter((code) => /^(hint|solution):/.test(code)),
      [],
    );
    for (const part of [`hint: ${name}`, `solution: ${name}`]) assert.ok(read(name, "en").includes(part));
  }
});

test("from the first notebook one comes to every other, and back", () => {
  for (const language of languages) {
    const first = fileOf("surge", language);
    const others = names.map((name) => fileOf(name, language)).filter((file) => file !== first);
    assert.deepEqual(
      others.filter((file) => !linksOf("surge", language).includes(file)),
      [],
    );
    for (const name of names.filter((name) => name !== "surge")) {
      assert.ok(linksOf(name, language).includes(first), `${name} leads back`);
    }
  }
});

test("the first notebook has the surprises and the six questions of the class", () => {
  const cells = cellsOf("surge", "en");
  const asking = cells.filter((cell) => guessesOf(cell).length > 0).map(({ step }) => step);
  assert.deepEqual(asking, [
    "naive-load",
    "pooled-load",
    "atomic-load",
    "buffered-load",
    "buffered-process",
    "buffered-race",
    "batched-race",
    "batched-pace",
    "coalesced-pace",
    "outage",
    "app-dies",
  ]);
  assert.equal(cells.filter(({ code }) => code.startsWith("discuss:")).length, 6);
});

test("the class itself is no longer than 25 cells; the rest is for those who go further", () => {
  for (const [language, further] of [
    ["en", "## Going further"],
    ["ru", "## Дальше"],
  ] as const) {
    const [core = "", more = ""] = read("surge", language).split(`\n${further}\n`);
    const cellsIn = (text: string) => parseLab(text).parts.filter(({ kind }) => kind === "cell").length;
    assert.ok(cellsIn(core) <= 25, `${cellsIn(core)} cells`);
    assert.ok(cellsIn(more) > 0);
  }
});
