import assert from "node:assert/strict";
import { test } from "node:test";
import { explainedStep, withoutExplanationMarks } from "../../document/explanation.ts";
import { readNotebook, writeNotebook } from "./notebook-text.ts";

const mark = "<!-- explains: load -->";
const sections = (file: string) => readNotebook(file).cells.map(({ text }) => text);

test("what explains a result is a cell by itself, up to its end, a heading or a cell, and the file keeps its bytes", () => {
  const file = `One.\n\n${mark}\nTwo.\n\nThree.\n<!-- /explains -->\n\nFour.\n\n${mark}\nFive.\n\n## Six\n\n${mark}\nSeven.\n\n\`\`\`yaml lab x\nreset:\n\`\`\`\n`;
  for (const each of [file, file.replaceAll("\n", "\r\n")]) {
    assert.deepEqual(sections(each), [
      "One.",
      `${mark}\nTwo.\n\nThree.\n<!-- /explains -->`,
      "Four.",
      `${mark}\nFive.`,
      "## Six",
      `${mark}\nSeven.`,
      "reset:",
    ]);
    assert.equal(writeNotebook(readNotebook(each)), each);
  }
});

test("a mark in code, in a list or within a line is text", () => {
  for (const file of [`\`\`\`\n${mark}\n\`\`\``, `- one\n\n  ${mark}\n  two`, `One ${mark}`])
    assert.deepEqual(sections(`Zero.\n\n${file}`), [`Zero.\n\n${file}`]);
});

test("the first line names the step", () => {
  assert.equal(explainedStep(`${mark}\r\nTwo.`), "load");
  assert.equal(explainedStep(`One.\n${mark}`), undefined);
  assert.equal(explainedStep("<!-- explains -->\nTwo."), undefined);
});

test("a reader that would show the marks gets none", () => {
  assert.equal(withoutExplanationMarks(`${mark}\nTwo.\n<!-- /explains -->\n`), "\nTwo.\n\n");
  assert.equal(withoutExplanationMarks("<!-- else -->"), "<!-- else -->");
});
