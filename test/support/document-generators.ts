import fc from "fast-check";

/** Pieces of lines that fences, cells, lists, quotes, headings and HTML are made of. */
const fragments = [
  "```",
  "````",
  "~~~",
  "~~~~",
  "```yaml lab",
  "```sql lab count",
  "```redis lab ",
  "~~~yml lab load-1 more words ``` kept",
  "````yaml lab шаг",
  "```yaml lab\nload:\n```",
  "~~~sql lab\n```\n~~~",
  "```js",
  "```yaml labs",
  "load:",
  "  requests: 1000",
  "text",
  "- item",
  "1. item",
  "> ",
  "- ```",
  "<!--",
  "-->",
  "<!-- one line -->",
  "<!-- expect: { lost: 0 } -->",
  "```yaml lab\nload:\n```\n<!-- expect:\n  lost: 0\n-->",
  "<pre>",
  "x</pre>",
  "***",
  "# Heading",
  " ## Heading",
  "===",
  "---",
  "2) item",
  "-",
  "-     code",
  "[a]: b",
  "<div>",
  "<b>",
  "> text",
  "> - > text",
  " ",
  "   ",
  "    ",
  "\t",
  "é\u2028\u0000",
  "",
];

export const lineBreak = fc.constantFrom("\n", "\r\n", "\r");

const line = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...fragments) },
  {
    weight: 2,
    arbitrary: fc.tuple(
      fc.constantFrom(" ", "  ", "   ", "    ", "\t", "> ", "- "),
      fc.constantFrom(...fragments),
    ),
  },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom(...fragments), fc.constantFrom(" ", "\t", "  x", "`")) },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme" }) },
);

/** Texts that look like labs, well formed or not. */
export const fenceLike = fc
  .tuple(
    fc.boolean(),
    fc.array(fc.tuple(line, fc.oneof({ weight: 5, arbitrary: fc.constant("\n") }, lineBreak)), {
      maxLength: 25,
    }),
    fc.boolean(),
  )
  .map(([mark, lines, finalBreak]) => {
    const text = lines.map(([text, end]) => [text].flat().join("") + end).join("");
    return (mark ? "\uFEFF" : "") + (finalBreak ? text : text.replace(/[\r\n]+$/, ""));
  });

const word = fc.stringMatching(/^[\p{L}\d_-]{1,8}$/u);
const proseLine = fc.constantFrom(
  "",
  " ",
  "# Title",
  "Some text.",
  "- item",
  "> quote",
  "```js\nx()\n```",
  "<!-- note -->",
);
const codeLine = fc.oneof(fc.constantFrom(...fragments), fc.string());

/** The code of a cell with `\n` line breaks; it may contain anything. */
export const code = fc.array(codeLine, { maxLength: 6 }).map((lines) => lines.join("\n"));

export interface WrittenCell {
  readonly language: string;
  readonly step: string | undefined;
  readonly code: string;
  readonly expects: boolean;
}

/** A well-formed lab with one kind of line break, and the cells that were written into it. */
export const wellFormed = fc
  .record({
    mark: fc.constantFrom("", "\uFEFF"),
    end: lineBreak,
    cells: fc.uniqueArray(
      fc.record({
        before: fc.array(proseLine, { maxLength: 3 }),
        indent: fc.constantFrom("", " ", "   "),
        fence: fc.constantFrom("``````", "~~~~~~~"),
        gap: fc.constantFrom("", " ", "\t"),
        language: fc.constantFrom("yaml", "yml", "sql", "redis"),
        step: word,
        extra: fc.constantFrom("", " more words", "\tx=1  "),
        code: fc.array(
          fc.constantFrom("load:", "  a: 1", "", "```", "~~~yaml lab x", "\t", "    ``````````"),
          {
            maxLength: 4,
          },
        ),
        closing: fc.constantFrom("", "   ", "\t"),
        behind: fc.constantFrom("", "\n<!-- expect: { lost: 0 } -->", "\n \n<!--expect:\n  lost: 0\n--> "),
      }),
      { minLength: 1, maxLength: 4, selector: ({ step }) => step },
    ),
    after: fc.constantFrom("", "\n", "\nThe end.", "\nThe end.\n"),
  })
  .map(({ mark, end, cells, after }) => {
    const blocks = cells.map(({ before, indent, fence, gap, language, step, extra, code, closing, behind }) =>
      [
        ...before,
        // A comment, so that an indented fence after a list is not part of its last item.
        "<!-- cell -->",
        `${indent}${fence}${gap}${language} lab ${step}${extra}`,
        ...code,
        `${indent}${fence}${closing}${behind}`,
      ].join("\n"),
    );
    const text = mark + (blocks.join("\n") + after).replaceAll("\n", end);
    const written: WrittenCell[] = cells.map(({ language, step, code, behind }) => ({
      language: language === "yml" ? "yaml" : language,
      step,
      code: code.join(end),
      expects: behind !== "" && language.startsWith("y"),
    }));
    return { text, written, end };
  });
