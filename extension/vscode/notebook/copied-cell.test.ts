import assert from "node:assert/strict";
import { test } from "node:test";
import { copiedOrigin, insertedOrigin } from "./copied-cell.ts";
import { type NotebookText, readNotebook, writeNotebook } from "./notebook-text.ts";

const cell = (step: string) => `\`\`\`yaml lab ${step}\ninspect:\n\`\`\`\n<!-- expect:\n  lost: 0\n-->\n`;

/** The file when the first cell has been copied below the last one. */
function copied(file: string, taken: readonly string[]): string {
  const { about, cells }: NotebookText = readNotebook(file);
  const [first] = cells;
  assert(first?.origin);
  const origin = copiedOrigin(first.origin, new Set(taken), about.lineBreak);
  return writeNotebook({ about, cells: [...cells, { ...first, origin }] });
}

test("a copy keeps what is expected of it, and gets the first name that is free", () => {
  const file = `${cell("one")}\n${cell("one-2")}`;
  assert.equal(copied(file, ["one", "one-2"]), `${file}\n${cell("one-3")}`);
});

test("a cell that is inserted is named after its action, by a name that is free", () => {
  const stepOf = (code: string, taken: readonly string[]) => {
    const { source } = insertedOrigin(code, new Set(taken), "\n");
    return source.kind === "cell" && source.step;
  };
  assert.equal(stepOf("load: { strategy: naive }", []), "load");
  assert.equal(stepOf("# Mine:\n\nstart:\n  app: node", ["start", "start-2"]), "start-3");
  assert.equal(stepOf("nothing", []), undefined);
});

test("a copy is in the line breaks of its file", () => {
  const file = cell("one").replaceAll("\n", "\r\n");
  assert.equal(copied(file, ["one"]), `${file}\r\n${cell("one-2").replaceAll("\n", "\r\n")}`);
});

test("a copy of prose, or of a cell without a name, is only a copy", () => {
  const nameless = cell("").replace("lab ", "lab");
  assert.equal(copied(nameless, ["one"]), `${nameless}\n${nameless}`);
  assert.equal(copied("Words.\n", []), "Words.\n\nWords.");
});
