import type { Language } from "../common/language.ts";
import { type Block, type CodeBlock, gap, type QuestionBlock, type TableBlock } from "../drawing/blocks.ts";
import { choiceText } from "../drawing/choice-text.ts";
import { drawingWords } from "../drawing/words.ts";
import { chartHtml } from "./chart-html.ts";
import { escaped, lines, type Markup, make } from "./html.ts";
import { ledgerHtml } from "./ledger-html.ts";
import { words } from "./words.ts";

/** The same blocks as in the notebook and the terminal, as HTML that needs no script. */
export function blocksHtml(blocks: readonly Block[], language: Language): Markup {
  return make("div", { class: "report" }, lines(...blocks.map((block) => blockHtml(block, language))));
}

function blockHtml(block: Block, language: Language): Markup {
  switch (block.kind) {
    case "verdict":
      return make(
        "p",
        { class: "verdict", "data-sign": block.sign },
        make(
          "span",
          { class: "sign", role: "img", "aria-label": drawingWords[language].signs[block.sign] },
          block.sign,
        ),
        make("span", {}, block.text),
      );
    case "ledger":
      return ledgerHtml(block, language);
    case "chart":
      return chartHtml(block, tableHtml);
    case "line":
      return lineHtml(block);
    case "table":
      return tableHtml(block);
    case "code":
      return codeHtml(block, language);
    case "log":
      return logHtml(block.caption, block.lines.join("\n"));
    case "question":
      return questionHtml(block);
    case "choice":
      return make("p", { class: "hint" }, choiceText(block));
    case "details":
      return make("details", {}, make("summary", {}, block.summary), factsHtml(block.items));
  }
}

export function factsHtml(items: readonly (readonly [label: string, value: string])[]): Markup {
  return make(
    "dl",
    {},
    lines(...items.flatMap(([label, value]) => [make("dt", {}, label), make("dd", {}, value)])),
  );
}

export function tableHtml({ caption, columns, rows, note }: TableBlock): Markup {
  const cell = (content: string, index: number) => {
    const align = columns[index]?.align;
    return index === 0
      ? make("th", { scope: "row", class: align }, content)
      : make("td", { class: align }, content);
  };
  const head = columns.map(({ label, align }) => make("th", { scope: "col", class: align }, label));
  const table = make(
    "table",
    {},
    lines(
      make("caption", {}, caption),
      make("thead", {}, make("tr", {}, ...head)),
      make("tbody", {}, lines(...rows.map((row) => make("tr", {}, ...row.map(cell))))),
    ),
  );
  return make(
    "div",
    { class: "table" },
    make("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": caption }, table),
    note !== undefined && make("p", { class: "note" }, note),
  );
}

function lineHtml({ tone, lead, text }: Extract<Block, { kind: "line" }>): Markup {
  if (tone === "command") {
    return make(
      "div",
      { class: "command" },
      lead !== undefined && make("p", {}, lead),
      make("pre", {}, make("code", {}, text)),
    );
  }
  const pieces = text.split(gap).map((piece) => make("span", { class: "piece" }, piece));
  return make("p", { class: tone === "hint" ? "hint" : "line" }, lead !== undefined && `${lead} `, ...pieces);
}

function logHtml(title: string, content: string): Markup {
  return make(
    "figure",
    { class: "log" },
    make("figcaption", {}, title),
    make("pre", {}, make("code", {}, content)),
  );
}

/** Lines to look at are marked, and said below with their number. */
function codeHtml({ title, source, firstLine = 1, marks = [] }: CodeBlock, language: Language): Markup {
  const text = source.replace(/\r?\n$/, "").split("\n");
  const code = text.map((line, index) =>
    marks.some((mark) => mark.line === index + firstLine) ? make("mark", {}, line) : { html: escaped(line) },
  );
  const joined = { html: code.map(({ html }) => html).join("\n") };
  const notes = marks.map(({ line, note }) => make("li", {}, `${words[language].line(line)}: ${note}`));
  return make(
    "figure",
    { class: "code" },
    make("figcaption", {}, title),
    make("pre", { tabindex: "0" }, make("code", {}, joined)),
    notes.length > 0 && make("ul", { class: "marks" }, lines(...notes)),
  );
}

/** Question and answer are HTML already, made by `safeHtml` from Markdown. */
function questionHtml({ question, answer, open }: QuestionBlock): Markup {
  const answered = make("div", { class: "answer" }, { html: answer.html });
  return make(
    "section",
    { class: "question" },
    lines(
      make("div", { class: "asked" }, { html: question.html }),
      make("details", {}, make("summary", {}, open), answered),
    ),
  );
}
