import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { actions } from "../../extension/actions/index.ts";
import { interpretCell } from "../../extension/document/cell.ts";
import type { Cell } from "../../extension/document/document.ts";
import { withoutExplanationMarks } from "../../extension/document/explanation.ts";
import { parseLab } from "../../extension/document/parse.ts";
import { facts } from "./facts.ts";
import { factsOfExercises } from "./facts-of-exercises.ts";
import { factsOfPages } from "./facts-of-pages.ts";
import { factsOfQuestions } from "./facts-of-questions.ts";

const english = [...globSync("notebooks/*.en.lab.md"), "README.md", ...globSync("docs/*.md")].filter(
  (file) => !file.endsWith(".ru.md"),
);
const notebook = (name: string) => `notebooks/${name}.en.lab.md`;
/** Pages that are no notebook speak of the steps of the first one. */
const isNotebook = (file: string) => file.endsWith(".lab.md");
const partsOf = (file: string) => parseLab(readFileSync(file, "utf8")).parts;
const tests = globSync(["{test,extension}/**/*.{test,contract}.ts", "test/vscode/host/*.ts"], {
  exclude: ["**/node_modules"],
})
  .map((file) => readFileSync(file, "utf8"))
  .join("\n");

/** Paragraphs, list items and tables, each in one line; code the links to the other language and the places for answers left out. */
function paragraphsIn(markdown: string, rowsAreOwn: boolean): string[] {
  return withoutExplanationMarks(markdown)
    .replaceAll(/^```[\s\S]*?^```$|^ {4}.*$/gm, "\n\n")
    .replaceAll(/^#.*$/gm, "\n")
    .replaceAll(rowsAreOwn ? /^\s*(?=\||[-*>] |\d+\. )/gm : /^\s*(?=[-*>] |\d+\. )/gm, "\n\n")
    .split(/\n\s*\n/)
    .map((text) =>
      text
        .trim()
        .replaceAll(/\s+/g, " ")
        .replace(/^([-*>]|\d+\.) /, ""),
    )
    .filter((text) => text !== "" && !/^\|[-| :]+\|$|^\*\*Your answer|^\[По-русски\]/.test(text));
}

/** The answers of a discussion are prose, too. */
function answersIn(cell: Cell): string {
  if (cell.language !== "yaml") return "";
  const { action, parameters } = interpretCell(cell, actions);
  if (action.name !== "discuss") return "";
  // As the action's schema has them.
  const { questions } = parameters as { questions: readonly { answer: string }[] };
  return questions.map(({ answer }) => answer).join("\n\n");
}

const proseOf = (file: string) =>
  partsOf(file).flatMap((part) =>
    paragraphsIn(part.kind === "prose" ? part.raw : answersIn(part), isNotebook(file)),
  );

const actionsFolder = "extension/actions/";
const catalogues = new Map(
  await Promise.all(
    globSync(`${actionsFolder}**/*.en.ts`).map(async (file) => {
      const words: Record<string, unknown> = await import(`../../${file}`);
      return [file.slice(actionsFolder.length, -".en.ts".length), answersUnder(words)] as const;
    }),
  ),
);

/** The answers of a catalogue to the questions below a result: as they read with numbers in them, in each of their forms. */
function answersUnder(words: object): string[] {
  return Object.values(words).flatMap((word: unknown) => {
    if (typeof word === "function") {
      if (!/\banswer:/.test(String(word))) return [];
      const forms = [2, 0].map((value) => word(...Array(word.length).fill(value)).answer);
      return [[...new Set(forms)].join(" ")];
    }
    if (!word || typeof word !== "object") return [];
    if ("answer" in word && "question" in word && String(word.question).endsWith("?"))
      return [String(word.answer)];
    return answersUnder(word);
  });
}

/** The code of each step that can show something, and what it expects. */
function stepsOf(file: string): Map<string, string> {
  const cells = partsOf(file).filter((part) => part.kind === "cell");
  return new Map(
    cells.flatMap(({ step, code, expect }) =>
      step?.startsWith("discuss") ? [] : [[step ?? "", `${code}\n${expect?.text ?? ""}`]],
    ),
  );
}

function codeOf(step: string, file: string): string | undefined {
  const [name = "", other] = step.split("#");
  const own = isNotebook(file) ? file : notebook("surge");
  return stepsOf(other === undefined ? own : notebook(name)).get(other ?? name);
}

const numbersIn = (text: string) =>
  (text.match(/(?<![\w.])\d[\d,]*(?:\.\d+)?/g) ?? []).map((number) => number.replaceAll(",", ""));

const fileOf = (name: string) => (name.endsWith(".md") || catalogues.has(name) ? name : notebook(name));

test("every page is in the table", () => {
  assert.deepEqual(
    Object.keys({ ...facts, ...factsOfExercises, ...factsOfPages })
      .map(fileOf)
      .sort(),
    english.sort(),
  );
});

test("every catalogue with questions is in the table, and no answer stands elsewhere in one", () => {
  const asking = [...catalogues].filter(([, answers]) => answers.length > 0).map(([name]) => name);
  assert.deepEqual(Object.keys(factsOfQuestions).sort(), asking.sort());
  for (const [name, answers] of catalogues) {
    // It describes its own parameter of that name.
    if (name === "discuss/words") continue;
    const source = readFileSync(`${actionsFolder}${name}.en.ts`, "utf8");
    assert.equal(source.match(/^\s*answer:/gm)?.length ?? 0, answers.length, name);
  }
});

for (const [name, said] of Object.entries({
  ...facts,
  ...factsOfExercises,
  ...factsOfPages,
  ...factsOfQuestions,
})) {
  describe(`what ${name} states`, () => {
    const file = fileOf(name);
    const prose = catalogues.get(name) ?? proseOf(file);
    const quotes = Object.keys(said);

    test("is in the table, paragraph by paragraph", () => {
      for (const quote of quotes)
        assert.equal(
          prose.filter((text) => text.includes(quote)).length,
          1,
          `“${quote}” stands in one paragraph`,
        );
      const unlisted = prose.filter(
        (text) => !text.endsWith("?") && !quotes.some((quote) => text.includes(quote)),
      );
      assert.deepEqual(unlisted, [], "these say nothing of what shows them");
    });

    test("is shown by a step or a test, and its numbers are those of the step", () => {
      for (const [quote, entry] of Object.entries(said)) {
        if (/^(definition|instruction|advice|documented by .+)$/.test(entry)) continue;
        const titles = /^test: (.+)$/.exec(entry)?.[1]?.split(" | ");
        for (const title of titles ?? []) assert.ok(tests.includes(title), `no test is called “${title}”`);
        if (titles) continue;
        const [steps = "", derived = ""] = entry.split("; ");
        const code = steps.split(" ").map((step) => {
          const found = codeOf(step, file);
          assert.ok(found !== undefined, `“${quote}”: there is no step ${step}`);
          return found;
        });
        const known = new Set([...numbersIn(code.join("\n")), ...derived.split(", ")]);
        const text = prose.find((each) => each.includes(quote)) ?? "";
        const plain = text.replaceAll(/`[^`]*`|\]\([^)]*\)/g, "");
        assert.deepEqual(
          numbersIn(plain).filter((number) => !known.has(number)),
          [],
          text,
        );
      }
    });
  });
}
