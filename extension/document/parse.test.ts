import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import MarkdownIt, { type Token } from "markdown-it";
import { code as anyCode, fenceLike, lineBreak, wellFormed } from "../../test/support/document-generators.ts";
import { inTime, pumped } from "../../test/support/pumps.ts";
import { runs } from "../../test/support/runs.ts";
import { topLevel } from "./blocks.ts";
import type { Cell, LabDocument } from "./document.ts";
import { decodeLab, encodeLab } from "./encoding.ts";
import { DocumentError } from "./errors.ts";
import { newCell, parseLab, printLab, withCode } from "./parse.ts";

const cellsOf = ({ parts }: LabDocument): Cell[] => parts.filter((part) => part.kind === "cell");

/** Undefined for a text that is refused with a DocumentError; anything else that is thrown fails the test. */
function parseOrRefuse(text: string): LabDocument | undefined {
  try {
    return parseLab(text);
  } catch (error) {
    if (error instanceof DocumentError) return undefined;
    throw error;
  }
}

function refusal(text: string): DocumentError {
  try {
    parseLab(text);
  } catch (error) {
    if (error instanceof DocumentError) return error;
    throw error;
  }
  throw new assert.AssertionError({ message: `accepted: ${JSON.stringify(text)}` });
}

describe("print(parse(text)) is the text, byte for byte", () => {
  test("for any bytes that are UTF-8", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        const bytes = encodeLab(text);
        const lab = parseOrRefuse(decodeLab(bytes));
        if (lab) assert.deepEqual(encodeLab(printLab(lab)), bytes);
      }),
      { numRuns: runs(500) },
    );
  });

  test("for texts full of fences, and most of them do hold cells", () => {
    const seen = { cells: 0, refused: 0, noCell: 0 };
    fc.assert(
      fc.property(fenceLike, (text) => {
        const lab = parseOrRefuse(text);
        if (!lab) seen.refused += 1;
        else if (cellsOf(lab).length > 0) seen.cells += 1;
        else seen.noCell += 1;
        if (lab) assert.equal(printLab(lab), text);
      }),
      { numRuns: runs(3000) },
    );
    assert.ok(seen.cells > 150 && seen.refused > 150 && seen.noCell > 150, JSON.stringify(seen));
  });

  test("for well-formed labs, and every cell that was written is found", () => {
    fc.assert(
      fc.property(wellFormed, ({ text, written }) => {
        const lab = parseLab(text);
        assert.equal(printLab(lab), text);
        const found = cellsOf(lab).map(({ language, step, code, expect }) => {
          return { language, step, code, expects: expect !== undefined };
        });
        assert.deepEqual(found, written);
      }),
      { numRuns: runs(500) },
    );
  });
});

describe("any Markdown viewer sees the same", () => {
  const markdown = new MarkdownIt("commonmark", { maxNesting: 1000 });
  const topLevelLines = (text: string, wanted: (token: Token) => boolean) =>
    markdown
      .parse(text, {})
      .filter((token) => token.level === 0 && wanted(token))
      .map(({ map }) => map?.[0] ?? -1);

  test("fences at the top level are the cells", () => {
    let agreedOnCells = 0;
    fc.assert(
      fc.property(fenceLike, (text) => {
        const lab = parseOrRefuse(text);
        if (!lab) return;
        const isCell = ({ type, info }: Token) =>
          type === "fence" && /^[ \t]*(ya?ml|sql|redis)[ \t]+lab([ \t]|$)/.test(info);
        const expected = topLevelLines(text.replace(/^\uFEFF/, ""), isCell).map((line) => line + 1);
        const found = cellsOf(lab).map(({ line }) => line);
        assert.deepEqual(found, expected);
        agreedOnCells += found.length;
      }),
      { numRuns: runs(3000) },
    );
    assert.ok(agreedOnCells > 150, `${agreedOnCells} cells`);
  });

  test("headings at the top level are the headings, also when they are underlined", () => {
    let agreedOnHeadings = 0;
    fc.assert(
      fc.property(fenceLike, (text) => {
        const { headings } = topLevel(text);
        assert.deepEqual(
          headings,
          topLevelLines(text, ({ type }) => type === "heading_open"),
        );
        agreedOnHeadings += headings.length;
      }),
      { numRuns: runs(2000) },
    );
    assert.ok(agreedOnHeadings > 150, `${agreedOnHeadings} headings`);
  });

  // Written out by hand from the specification of CommonMark, not by the parser that reads labs.
  const cell = "```yaml lab a\n```";
  const indented = (by: string) => by + cell.replace("\n", `\n${by}`);
  for (const [name, text, lines] of [
    ["a lazy line continues an item's paragraph, and the fence ends the list", `- item\nlazy\n${cell}`, [3]],
    ["an indented fence after a lazy line belongs to the item", `- item\nlazy\n${indented("  ")}`, []],
    ["so it does after a nested item", `- a\n  - b\nlazy\n${indented("    ")}`, []],
    ["a lazy line continues a quote's paragraph", `> quote\nlazy\n${cell}`, [3]],
    ["an indented line below a paragraph is text", `text\n${indented("    ")}\n${cell}`, [4]],
    ["indented code is no fence", `    code\n\n${indented("    ")}`, []],
    ["an item may begin with indented code", `-     code\n\n${indented("  ")}`, []],
    ["an item may begin with one blank line at most", `-\n\n${indented("  ")}`, [3]],
    ["a number other than 1 does not interrupt a paragraph", `text\n2. text\n${indented("   ")}`, [3]],
    ["1 does", `text\n1. text\n${indented("   ")}`, []],
    ["HTML ends at a blank line", `<div>\n${cell}\n\n${cell}`, [5]],
    ["an HTML comment ends where it says", `<!--\n\n${cell}\n--> x\n${cell}`, [6]],
    ["an inline tag does not interrupt a paragraph", `text\n<b>\n${cell}`, [3]],
    ["but it begins a block of HTML after a blank line", `<b>\n${cell}`, []],
    ["a fence ends the definition of a link", `[a]: b\n${cell}`, [2]],
    ["a line of dashes below text makes it a heading", `text\n---\n${cell}`, [3]],
    ["a tab is as wide as four spaces", `-\titem\n\n${indented("\t")}\n\n${indented("   ")}`, [6]],
  ] as const) {
    test(`${name}: ${JSON.stringify(text)}`, () => {
      const { fences } = topLevel(text);
      assert.deepEqual(
        fences.map(({ from }) => from + 1),
        lines,
      );
    });
  }
});

describe("an edit to one cell", () => {
  test("changes only that cell's bytes, and parsing again gives the new code", () => {
    let edits = 0;
    fc.assert(
      fc.property(
        fc.oneof(
          wellFormed.map(({ text }) => text),
          fenceLike,
        ),
        anyCode,
        fc.nat(),
        (text, code, choice) => {
          const lab = parseOrRefuse(text);
          const cells = lab ? cellsOf(lab) : [];
          const chosen = cells[choice % cells.length];
          if (!lab || !chosen) return;

          const edited = withCode(chosen, code);
          const parts = lab.parts.map((part) => (part === chosen ? edited : part));
          const again = parseLab(printLab({ parts }));

          assert.deepEqual(
            again.parts.map(({ raw }) => raw),
            parts.map(({ raw }) => raw),
          );
          const found = again.parts[lab.parts.indexOf(chosen)];
          assert.deepEqual(found, edited);
          assert.equal(edited.code.replace(/\r\n?/g, "\n"), code.replace(/\r\n?/g, "\n"));
          edits += 1;
        },
      ),
      { numRuns: runs(2000) },
    );
    assert.ok(edits > 500, `${edits} edits`);
  });

  test("keeps the fences, the info string and the line breaks of the cell", () => {
    const raw = "  ~~~~ yml\tlab  load-1 {extra}  words\r\nload:\r\n ~~~~~~ \t";
    const [cell] = cellsOf(parseLab(raw));
    assert.ok(cell);
    assert.equal(
      withCode(cell, "a\nb\rc\r\n").raw,
      "  ~~~~ yml\tlab  load-1 {extra}  words\r\na\r\nb\r\nc\r\n\r\n ~~~~~~ \t",
    );
  });

  test("that changes nothing but line breaks gives the very same cell", () => {
    const [cell] = cellsOf(parseLab("```sql lab\r\nSELECT 1;\n\rSELECT 2;\r\n```"));
    assert.ok(cell);
    assert.equal(withCode(cell, "SELECT 1;\n\nSELECT 2;"), cell);
    assert.notEqual(withCode(cell, "SELECT 1;\nSELECT 2;"), cell);
  });

  test("with a fence in its code makes the fences of the cell longer", () => {
    const [cell] = cellsOf(parseLab("```yaml lab x\na: 1\n```\n"));
    assert.ok(cell);
    assert.equal(withCode(cell, "a: |\n```\n ````\t").raw, "`````yaml lab x\na: |\n```\n ````\t\n`````\n");
    assert.equal(
      withCode(cell, "a: 2\n    ```\n~~~~\n```js").raw,
      "```yaml lab x\na: 2\n    ```\n~~~~\n```js\n```\n",
    );
    assert.equal(withCode(cell, "```sql lab\n").raw, "````yaml lab x\n```sql lab\n\n````\n");
  });

  test("with a very long run of backticks in its code takes one step to find a longer one", () => {
    const run = "`".repeat(1_000_000);
    assert.ok(newCell("sql", undefined, run, "\n").raw.startsWith(`${run}\`sql lab\n${run}\n${run}\`\n`));
  });

  test("can empty it and fill it again", () => {
    const [cell] = cellsOf(parseLab("```yaml lab\nstart:\n```"));
    assert.ok(cell);
    assert.equal(withCode(cell, "").raw, "```yaml lab\n```");
    assert.equal(withCode(withCode(cell, ""), "stop:").raw, "```yaml lab\nstop:\n```");
  });
});

test("a new cell reads back as what was put into it", () => {
  fc.assert(
    fc.property(fc.constantFrom("yaml", "sql", "redis"), anyCode, lineBreak, (language, code, end) => {
      const cell = newCell(language, "new-1", code, end);
      const [found] = cellsOf(parseLab(cell.raw));
      assert.deepEqual(found, { ...cell, line: 1 });
      assert.equal(found?.code, code.replace(/\r\n|\r|\n/g, end));
    }),
  );
  assert.equal(newCell("sql", undefined, "SELECT 1", "\r\n").raw, "```sql lab\r\nSELECT 1\r\n```\r\n");
});

describe("what is a cell", () => {
  const steps = (text: string) => cellsOf(parseLab(text)).map(({ step, line }) => `${step}@${line}`);

  test("prose and cells alternate, white space included", () => {
    const text = "\uFEFF# Lab\n\n```yaml lab a extra\nstart:\n```\n \n~~~redis lab b\n~~~";
    const { parts } = parseLab(text);
    assert.deepEqual(parts, [
      { kind: "prose", raw: "\uFEFF# Lab\n\n" },
      {
        kind: "cell",
        raw: "```yaml lab a extra\nstart:\n```\n",
        language: "yaml",
        step: "a",
        code: "start:",
        line: 3,
      },
      { kind: "prose", raw: " \n" },
      { kind: "cell", raw: "~~~redis lab b\n~~~", language: "redis", step: "b", code: "", line: 7 },
    ]);
    assert.deepEqual(parseLab("").parts, []);
  });

  test("a cell in a longer fence, a comment, a list or a quote is documentation", () => {
    const cell = "```yaml lab inner\n```";
    const inList = "- see\n\n  ```yaml lab inner\n  ```\n- ```\n  x\n  ```";
    const hidden = [
      `\`\`\`\`md\n${cell}\n\`\`\`\``,
      `~~~\n${cell}\n~~~`,
      `<!--\n\n${cell}\n-->`,
      inList,
      "> ```yaml lab\n> ```",
    ];
    for (const text of hidden) {
      assert.deepEqual(
        steps(`${text}\n\`\`\`yaml lab outer\n\`\`\``),
        [`outer@${text.split("\n").length + 1}`],
        text,
      );
    }
  });

  test("a fence that is indented as the text of a list item belongs to it", () => {
    const fence = "  ```yaml lab a\n  ```\n";
    const inItem = [
      "- item\n",
      "- item\n\n",
      "- item\nlazy text\n",
      "* item\n\n  more\n\n",
      "-     code\n",
      "1)\t text\n\n  ",
    ];
    for (const before of inItem) assert.deepEqual(steps(before + fence), [], before);
    const after = [
      "- item\n\ntext\n",
      "1. item\n",
      "-\n\n",
      "---\n",
      "- item\n# Heading\n",
      "text\n-\n",
      "text\n2. a\n",
    ];
    for (const before of after) assert.equal(steps(before + fence).length, 1, before);
  });

  test("a list that ends, an indent of three spaces and a lone CR do not hide a cell", () => {
    assert.deepEqual(steps("- item\n```yaml lab a\n```\n\n1. item\n\n  ```sql lab b\n```\n"), ["a@2", "b@7"]);
    assert.deepEqual(steps("x\r   ~~~sql lab a\rSELECT 1\r~~~\ry"), ["a@2"]);
  });

  test("four spaces, a tab or another word make it prose", () => {
    for (const open of [
      "    ```yaml lab",
      "\t```yaml lab",
      "```yaml labs",
      "```YAML lab",
      "```lab yaml",
      "``yaml lab",
    ]) {
      assert.deepEqual(steps(`${open}\n\n`), [], open);
    }
    assert.deepEqual(steps("```yaml lab a`b\n```"), []);
  });
});

describe("a lab that cannot be read is refused at its line", () => {
  test("a cell that never closes", () => {
    const error = refusal("# x\n\n````yaml lab a\nstart:\n```\n");
    assert.deepEqual([error.code, error.line], ["unclosed-fence", 3]);
    assert.match(error.remedy.en, /````/);
    assert.match(error.what.ru, /^Строка 3: /);
  });

  test("a cell that swallows the next one", () => {
    const error = refusal("```yaml lab a\nstart:\n\ntext\n```yaml lab b\nstop:\n```\n");
    assert.deepEqual([error.code, error.line], ["unclosed-fence", 1]);
    assert.match(error.what.en, /line 5/);
  });

  test("a step id twice", () => {
    const error = refusal("```yaml lab a\n```\n```sql lab b\n```\n```sql lab a\n```");
    assert.deepEqual([error.code, error.line], ["duplicate-step", 5]);
    assert.match(error.what.en, /line 1/);
  });

  test("a step id with other characters", () => {
    const error = refusal("```yaml lab {#a}\n```");
    assert.deepEqual([error.code, error.line], ["invalid-step", 1]);
    for (const step of ["Шаг_1-й", "Шаг_1-й".normalize("NFD"), "手順-٣"]) {
      assert.equal(parseLab(`\`\`\`yaml lab ${step}\n\`\`\``).parts.length, 1);
    }
  });

  test("lists or quotes inside each other, by the thousand", () => {
    for (const marks of ["> ", "1. ", "- > "]) {
      const error = refusal(`text\n\n${marks.repeat(100_000)}x`);
      assert.deepEqual([error.code, error.line], ["nested-too-deep", 3]);
    }
    assert.equal(parseLab(`${"> ".repeat(90)}x\n\n${"- ".repeat(40)}x`).parts.length, 1);
    // This is a line across the page.
    assert.equal(parseLab("- ".repeat(5_000_000)).parts.length, 1);
  });

  test("or is read, in a time that grows with its length only", () => {
    for (const text of pumped(50_000)) inTime(() => parseOrRefuse(text), text);
  });

  test("bytes that are not UTF-8", () => {
    for (const [bytes, line] of [
      [[0xff], 1],
      [[0x61, 0x0d, 0x0a, 0x62, 0x0d, 0xd0, 0x0a], 3],
      [[0x0a, 0x0a, 0xd0], 3],
    ] as const) {
      assert.throws(
        () => decodeLab(Uint8Array.from(bytes)),
        (error) => error instanceof DocumentError && error.code === "not-utf-8" && error.line === line,
      );
    }
  });
});
