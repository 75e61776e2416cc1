import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { LabError } from "../../common/lab-error.ts";
import { parseLab } from "../../document/parse.ts";
import { type CellText, type NotebookText, readNotebook, writeNotebook } from "./notebook-text.ts";

const lab = `# Title

Some words.

\`\`\`yaml lab first
start:
\`\`\`

\`\`\`sql lab
select 1
\`\`\`

The end
`;

/** What the editor gives back: line breaks are its own. */
function asEdited(notebook: NotebookText, lineBreak = "\n"): NotebookText {
  const cells = notebook.cells.map((cell) => ({ ...cell, text: cell.text.replaceAll("\n", lineBreak) }));
  // Through JSON, as the editor keeps metadata.
  return JSON.parse(JSON.stringify({ about: notebook.about, cells })) as NotebookText;
}

function edit(file: string, change: (cells: CellText[]) => CellText[]): string {
  const notebook = asEdited(readNotebook(file));
  return writeNotebook({ ...notebook, cells: change([...notebook.cells]) });
}

function at(cells: readonly CellText[], index: number): CellText {
  const cell = cells[index];
  assert.ok(cell);
  return cell;
}

const fresh = (kind: CellText["kind"], language: string, text: string): CellText => ({
  kind,
  language,
  text,
  origin: undefined,
});

const line = fc
  .constantFrom(
    "",
    "",
    "words",
    "  ",
    "\ttab",
    "# Title",
    "<!-- explains: a -->",
    "<!-- /explains -->",
    "- item",
    "> quote",
    "```js",
    "```",
    "~~~~",
    "<!-- comment",
    "-->",
    "<!-- expect: { lost: 0 } -->",
    "start:",
    "\uFEFF",
  )
  .map((text) => [text]);
const cell = fc
  .tuple(
    fc.constantFrom("```", "~~~~", "   ```"),
    fc.constantFrom("yaml lab", "yml  lab", " sql lab", "redis\tlab"),
    fc.integer({ min: 0, max: 9 }),
    fc.constantFrom("", " more words", "\t"),
    fc.array(fc.constantFrom("start:", "", "  x", "# y"), { maxLength: 3 }),
    fc.constantFrom([], [], ["<!-- expect: { lost: 0 } -->"], ["", "<!-- expect:", "  lost: 0", "-->"]),
  )
  .map(([fence, info, step, rest, code, behind]) => [
    `${fence}${info} step-${step}${rest}`,
    ...code,
    fence,
    ...behind,
  ]);
const files = fc
  .tuple(
    fc.constantFrom("", "\uFEFF"),
    fc.array(fc.oneof({ weight: 3, arbitrary: line }, { weight: 1, arbitrary: cell }), { maxLength: 24 }),
    fc.infiniteStream(fc.constantFrom("\n", "\n", "\r\n", "\r")),
    fc.boolean(),
  )
  .map(([byteOrderMark, chunks, lineBreaks, lastBreak]) => {
    const all = chunks.flat();
    const text = all.map(
      (text, n) => text + (n < all.length - 1 || lastBreak ? lineBreaks.next().value : ""),
    );
    return byteOrderMark + text.join("");
  });

function isLab(file: string): boolean {
  try {
    parseLab(file);
    return true;
  } catch {
    return false;
  }
}
const labs = files.filter(isLab);

describe("an untouched file", () => {
  test("comes back byte for byte, whatever line breaks the editor uses", () => {
    let cells = 0;
    const property = fc.property(labs, fc.constantFrom("\n", "\r\n"), (file, lineBreak) => {
      const notebook = readNotebook(file);
      cells += notebook.cells.filter(({ kind }) => kind === "code").length;
      assert.equal(writeNotebook(asEdited(notebook, lineBreak)), file);
    });
    fc.assert(property, { numRuns: 1000 });
    assert.ok(cells > 100, `only ${cells} cells were tried`);
  });

  test("shows no empty cell and no blank line at the ends of the prose", () => {
    const { cells } = readNotebook(lab);
    assert.deepEqual(
      cells.map(({ kind, language, text }) => [kind, language, text]),
      [
        ["markup", "markdown", "# Title\n\nSome words."],
        ["code", "surge-lab", "start:"],
        ["code", "surge-lab-sql", "select 1"],
        ["markup", "markdown", "The end"],
      ],
    );
  });

  test("begins a cell at each heading, and nowhere else in the prose", () => {
    const prose = [
      "\n## Question\n\nwords\n",
      "### \nbelow an empty one\n\n#5 is no heading\n\n- item\n  # in it\n\n```sh\n# not this\n```\n<!--\n# nor this\n-->\n",
      "# End\n",
      "## And on",
    ];
    for (const lineBreak of ["\n", "\r\n"]) {
      const file = `${lab}${prose.join("\n")}`.replaceAll("\n", lineBreak);
      const { about, cells } = readNotebook(file);
      assert.deepEqual(
        cells.slice(4).map(({ kind, text }) => [kind, text]),
        prose.map((text) => ["markup", text.trim()]),
      );
      assert.equal(writeNotebook({ about, cells }), file);
    }
  });

  test("that is empty, or only white space, comes back too", () => {
    for (const file of ["", "\n", " \r\n\t", "\uFEFF", "\uFEFF\n"]) {
      assert.equal(writeNotebook(asEdited(readNotebook(file))), file);
    }
  });

  test("that cannot be read throws the reason", () => {
    assert.throws(
      () => readNotebook("```yaml lab x\nstart:\n"),
      (error) => error instanceof LabError && error.code === "unclosed-fence",
    );
  });
});

describe("an edit", () => {
  test("of a code cell changes that cell's bytes only", () => {
    const edited = fc.string({ unit: fc.constantFrom("a", "`", "~", "\n", " ", "```\n", "```yaml lab x\n") });
    const property = fc.property(labs, fc.nat(), edited, (file, pick, code) => {
      const codes = readNotebook(file).cells.filter(({ kind }) => kind === "code");
      fc.pre(codes.length > 0);
      const chosen = at(codes, pick % codes.length).origin?.index ?? -1;
      const before = readNotebook(file).cells;
      const written = edit(file, (cells) =>
        cells.map((cell, n) => (n === chosen ? { ...cell, text: code } : cell)),
      );
      const raws = (cells: readonly CellText[]) =>
        cells.map(({ origin }) => (origin ? origin.before + origin.source.raw + origin.after : ""));
      const after = readNotebook(written).cells;
      assert.deepEqual(
        raws(after).filter((_, n) => n !== chosen),
        raws(before).filter((_, n) => n !== chosen),
      );
      assert.equal(at(after, chosen).text, code);
    });
    fc.assert(property, { numRuns: 500 });
  });

  test("of prose keeps the blank lines around it, in the file's line breaks", () => {
    const crlf = lab.replaceAll("\n", "\r\n");
    const written = edit(crlf, (cells) => [{ ...at(cells, 0), text: "# New\n\nline" }, ...cells.slice(1)]);
    assert.equal(written, crlf.replace("# Title\r\n\r\nSome words.", "# New\r\n\r\nline"));
  });

  test("of an answer changes the answer only, though a heading follows it at once", () => {
    const file = lab.replace("The end", "**Your answer:**\n\n## The end");
    const written = edit(file, (cells) => cells.with(3, { ...at(cells, 3), text: "They *race*." }));
    assert.equal(written, file.replace("**Your answer:**", "They *race*."));
  });

  test("that leaves a fence open in the prose closes it, so that no cell is swallowed", () => {
    const written = edit(lab, (cells) => [
      { ...at(cells, 0), text: "text\n```js\nlet x" },
      ...cells.slice(1),
    ]);
    assert.equal(written, lab.replace("# Title\n\nSome words.", "text\n```js\nlet x\n```"));
  });

  test("that would hide a cell, or give two steps one name, is refused", () => {
    const save = (text: string) => () => edit(lab, (cells) => [{ ...at(cells, 0), text }, ...cells.slice(1)]);
    const code = (wanted: string) => (error: unknown) => error instanceof LabError && error.code === wanted;
    assert.throws(save("<!-- open"), code("cell-is-hidden"));
    assert.throws(save("```yaml lab first\nstop:\n```"), code("duplicate-step"));
  });

  test("of the language changes the info string", () => {
    const file = "~~~ yml lab step more\nstart:\n~~~";
    const written = edit(file, (cells) => [{ ...at(cells, 0), language: "redis" }]);
    assert.equal(written, "~~~ redis lab step more\nstart:\n~~~");
  });
});

describe("cells", () => {
  test("that are deleted take their bytes with them", () => {
    assert.equal(
      edit(lab, (cells) => cells.toSpliced(1, 1)),
      lab.replace("```yaml lab first\nstart:\n```\n\n", ""),
    );
    assert.equal(
      edit(lab, () => []),
      "",
    );
  });

  test("that are moved keep theirs, with a blank line between the new neighbours", () => {
    const withoutEnd = lab.trimEnd();
    const written = edit(withoutEnd, (cells) => [at(cells, 3), at(cells, 1), at(cells, 0), at(cells, 2)]);
    assert.equal(
      written,
      "\nThe end\n\n```yaml lab first\nstart:\n```\n\n# Title\n\nSome words.\n\n```sql lab\nselect 1\n```\n",
    );
  });

  test("that are new stand between blank lines", () => {
    const added = edit(lab, (cells) => [
      ...cells.slice(0, 2),
      fresh("code", "surge-lab", "stop:"),
      fresh("markup", "markdown", ""),
      fresh("markup", "markdown", "Why?"),
      ...cells.slice(2),
      fresh("code", "redis", "PING"),
    ]);
    assert.equal(
      added,
      lab
        .replace("```sql", "```yaml lab\nstop:\n```\n\nWhy?\n\n```sql")
        .concat("\n```redis lab\nPING\n```\n"),
    );
  });

  test("that are new in an empty file end with a line break", () => {
    assert.equal(
      edit("", () => [fresh("markup", "markdown", "Hello")]),
      "Hello\n",
    );
    // VS Code's own id for SQL is that of a cell which is pasted from another notebook.
    for (const language of ["surge-lab-sql", "sql"]) {
      assert.equal(
        edit("", () => [fresh("code", language, "select 1")]),
        "```sql lab\nselect 1\n```\n",
      );
    }
  });

  test("that are copied leave the step's name to the first", () => {
    const written = edit(lab, (cells) => cells.toSpliced(2, 0, at(cells, 1)));
    assert.equal(written, lab.replace("```sql", "```yaml lab\nstart:\n```\n\n```sql"));
  });

  test("take the comment behind them along, wherever they go", () => {
    const comment = "\n<!-- expect:\n  ok: 1\n-->\n";
    const [first = "", rest = ""] = lab.split(/(?<=start:\n```\n)/);
    const file = first + comment + rest;
    assert.equal(
      edit(file, (cells) => cells.with(1, { ...at(cells, 1), text: "stop:" })),
      file.replace("start:", "stop:"),
    );
    assert.equal(
      edit(file, (cells) => cells.toSpliced(1, 1)),
      lab.replace("```yaml lab first\nstart:\n```\n\n", ""),
    );
    const cell = `\`\`\`yaml lab first\nstart:\n\`\`\`\n${comment}`;
    assert.equal(
      edit(file, (cells) => [...cells.toSpliced(1, 1), at(cells, 1)]),
      `${lab.replace("```yaml lab first\nstart:\n```\n\n", "")}\n${cell}\n`,
    );
    assert.equal(
      edit(file, (cells) => [...cells, at(cells, 1)]),
      `${file}\n${cell.replace(" first", "")}\n`,
    );
    const elsewhere = edit("", () => [at(readNotebook(file).cells, 1)]);
    assert.equal(elsewhere, `${cell}\n`);
  });

  test("that became prose, or code, are written as what they are now", () => {
    const asProse = edit(lab, (cells) =>
      cells.with(1, { ...at(cells, 1), kind: "markup", language: "markdown" }),
    );
    assert.equal(asProse, lab.replace("```yaml lab first\nstart:\n```", "start:"));
    const asCode = edit(lab, (cells) =>
      cells.with(3, { ...at(cells, 3), kind: "code", language: "surge-lab-sql" }),
    );
    assert.equal(asCode, lab.replace("The end", "```sql lab\nThe end\n```"));
  });

  test("in a language of no lab cell stay in the file as a fenced block", () => {
    const written = edit("", () => [fresh("code", "python", "print(1)")]);
    assert.equal(written, "```python\nprint(1)\n```\n");
  });

  test("survive any reordering, deletion and insertion", () => {
    let saved = 0;
    const property = fc.property(
      // An open comment at the end of a file can hide cells, or show hidden ones, wherever it is moved.
      labs.filter((file) => !/<!--(?! expect)/.test(file)),
      fc.array(fc.nat(), { maxLength: 8 }),
      fc.array(fc.constantFrom("select 1", "a\n```\nb", ""), { maxLength: 3 }),
      (file, order, news) => {
        const notebook = asEdited(readNotebook(file));
        const count = notebook.cells.length;
        const kept = count === 0 ? [] : order.map((n) => at(notebook.cells, n % count));
        const cells = [...kept, ...news.map((text) => fresh("code", "surge-lab-sql", text))];
        let written: string;
        try {
          written = writeNotebook({ ...notebook, cells });
        } catch (error) {
          assert.ok(error instanceof LabError, String(error));
          return;
        }
        saved += 1;
        const codes = (all: readonly CellText[]) =>
          all.flatMap(({ kind, language, text }) => (kind === "code" ? [`${language}: ${text}`] : []));
        assert.deepEqual(codes(readNotebook(written).cells), codes(cells));
      },
    );
    fc.assert(property, { numRuns: 500 });
    assert.ok(saved > 400, `only ${saved} of 500 could be saved`);
  });
});
