import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { actions } from "../actions/index.ts";
import { LabError } from "../common/lab-error.ts";
import { interpretAll, interpretCell } from "./cell.ts";
import { CellError } from "./cell-error.ts";
import type { Cell } from "./document.ts";
import { parseLab, printLab, withCode } from "./parse.ts";

const fence = "```yaml lab first\nload: { strategy: naive }\n```\n";

function onlyCell(text: string): Cell {
  const { parts } = parseLab(text);
  const [cell, ...others] = parts.filter((part) => part.kind === "cell");
  assert.ok(cell && others.length === 0);
  assert.equal(printLab({ parts }), text);
  return cell;
}

const expected = (text: string) => interpretCell(onlyCell(text), actions).expect;

describe("a comment with `expect` behind a cell", () => {
  for (const [name, comment] of [
    ["in one line", '<!-- expect: { lost: "> 0", ok: 1000 } -->\n'],
    ["in several lines", '<!-- expect:\n  lost: "> 0"\n  ok: 1000\n-->\n'],
    ["that begins below its opening", '<!--\n  expect:\n    lost: "> 0"\n    ok: 1000\n  -->'],
    ["below blank lines", '\n \t\n  <!-- expect: { lost: "> 0", ok: 1000 } -->  \n\nprose'],
    ["without a space", '<!--expect: { lost: "> 0", ok: 1000 }-->'],
  ] as const) {
    for (const lineBreak of ["\n", "\r\n", "\r"]) {
      test(`${name} says what must hold, with ${JSON.stringify(lineBreak)} as line breaks`, () => {
        const text = `# Title\n\n${fence}${comment}`.replaceAll("\n", lineBreak);
        assert.deepEqual(expected(text), { lost: "> 0", ok: 1000 });
      });
    }
  }

  test("is not in the code, and another comment, another language or text in between makes it prose", () => {
    assert.equal(onlyCell(`${fence}<!-- expect: { ok: 1 } -->`).code, "load: { strategy: naive }");
    for (const other of [
      `${fence}<!-- a note -->\n<!-- expect: { ok: 1 } -->`,
      `${fence}\nprose\n<!-- expect: { ok: 1 } -->`,
      `${fence}    <!-- expect: { ok: 1 } -->`,
      `${fence.replace("yaml", "sql")}<!-- expect: { ok: 1 } -->`,
      `<!-- expect: { ok: 1 } -->\n${fence}`,
    ]) {
      assert.equal(onlyCell(other).expect, undefined, other);
    }
  });

  test("stays behind a cell whose code changes", () => {
    const comment = "\n<!-- expect:\n  ok: 1\n-->\n";
    const changed = withCode(onlyCell(fence + comment), "load:\n  strategy: atomic");
    assert.equal(changed.raw, `\`\`\`yaml lab first\nload:\n  strategy: atomic\n\`\`\`\n${comment}`);
    assert.equal(changed.expect?.raw, comment);
  });

  test("that is not closed, or has text behind it, is refused at its line", () => {
    for (const comment of [
      "<!-- expect:\n  ok: 1\n",
      "<!-- expect: { ok: 1 } --> text\n",
      "<!-- expect: { ok: 1 } --> <!-- more -->",
    ]) {
      assert.throws(
        () => parseLab(`prose\n\n${fence}${comment}`),
        (error) =>
          error instanceof LabError &&
          error.code === "unclosed-expect" &&
          error.what.en.startsWith("Line 6: ") &&
          error.what.ru.startsWith("Строка 6: "),
      );
    }
  });
});

describe("a mistake in the comment", () => {
  for (const [comment, code, line] of [
    ["<!-- expect:\n  ok: 1\n  lost: '> too many'\n-->", "malformed-condition", 8],
    ["<!-- expect: 5 -->", "wrong-type", 6],
    ["<!-- expect:\n  ok: {}\n-->", "wrong-type", 7],
    ["<!--\nexpct:\n  ok: 1\n-->", "unknown-key", 7],
    ["<!-- expect: { ok: 1 }\npredict: { ok: 1 }\n-->", "unknown-key", 7],
    ["\n\n<!-- expect: { ok: 1\n-->", "unreadable-yaml", 8],
    ["<!-- expect: { ok: > 0 } -->", "unreadable-yaml", 6],
  ] as const) {
    test(`is named at its line of the file, and at the cell in the editor: ${JSON.stringify(comment)}`, () => {
      const cell = onlyCell(`prose\n\n${fence}${comment}`);
      assert.throws(
        () => interpretCell(cell, actions),
        (error) =>
          error instanceof CellError &&
          error.code === code &&
          error.line === line &&
          error.what.en.startsWith(`Line ${line} (the comment below the cell): `),
      );
      const [problem, ...others] = interpretAll(cell, actions);
      assert.deepEqual(others, []);
      assert.deepEqual([problem?.line, problem?.column, problem?.endColumn], [1, 1, 26]);
      assert.equal(problem?.fix, undefined);
      assert.match(problem?.message.ru ?? "", /^Строка \d комментария под этой ячейкой/);
    });
  }

  test("is an `expect` in the cell, too; those of the cell come first", () => {
    const twice = fence.replace(" }\n", " }\nexpect: { ok: 1 }\n");
    const cell = onlyCell(`${twice}<!-- expect: { ok: 1 } -->`);
    assert.match(interpretAll(cell, actions)[0]?.message.en ?? "", /in the cell and in the comment/);
    const both = onlyCell(`${twice.replace("naive", "5")}<!-- expect: { ok: 1 } -->`);
    assert.equal(interpretAll(both, actions).length, 2);
  });
});
