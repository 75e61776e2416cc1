import type { Language } from "../common/language.ts";
import { type Block, gap, type QuestionBlock, type TableBlock } from "../results/blocks.ts";
import { make, text } from "./dom.ts";
import { drawLedger } from "./ledger.ts";
import { fromHtml } from "./markup.ts";
import { words } from "./words.ts";

/** @throws TypeError when a block does not have the shape that this version knows */
export function drawBlock(block: Block, index: number, language: Language): HTMLElement {
  switch (block.kind) {
    case "verdict":
      return make(
        "p",
        { class: "verdict", "data-sign": block.sign },
        make(
          "span",
          { class: "sign", role: "img", "aria-label": words[language].signs[block.sign] },
          text(block.sign),
        ),
        make("span", {}, text(block.text)),
      );
    case "ledger":
      return drawLedger(block, language);
    case "line":
      return drawLine(block);
    case "table":
      return drawTable(block);
    case "code":
      return titledPre("code", block.title, text(block.source).replace(/\r?\n$/, ""));
    case "log":
      return titledPre("log", block.caption, block.lines.map(text).join("\n"));
    case "question":
      return drawQuestion(block, index);
    case "details":
      return folded(
        `${index}`,
        block.summary,
        make(
          "dl",
          {},
          ...block.items.flatMap(([label, value]) => [
            make("dt", {}, text(label)),
            make("dd", {}, text(value)),
          ]),
        ),
      );
    default:
      throw new TypeError("unknown kind of block");
  }
}

function drawLine({ tone, lead, text: words }: Extract<Block, { kind: "line" }>): HTMLElement {
  if (tone === "command") {
    return make(
      "div",
      { class: "command" },
      lead !== undefined && make("p", {}, text(lead)),
      make("pre", {}, make("code", {}, text(words))),
    );
  }
  const parts = text(words)
    .split(gap)
    .map((part) => make("span", { class: "piece" }, part));
  return make(
    "p",
    { class: tone === "hint" ? "hint" : "line" },
    lead !== undefined && `${text(lead)} `,
    ...parts,
  );
}

function titledPre(kind: "code" | "log", title: string, content: string): HTMLElement {
  return make(
    "figure",
    { class: kind },
    make("figcaption", {}, text(title)),
    make("pre", {}, make("code", {}, content)),
  );
}

function drawTable({ caption, columns, rows, note }: TableBlock): HTMLElement {
  const cell = (content: string, index: number) => {
    const align = columns[index]?.align;
    return index === 0
      ? make("th", { scope: "row", class: align }, text(content))
      : make("td", { class: align }, text(content));
  };
  const table = make(
    "table",
    {},
    make("caption", {}, text(caption)),
    make(
      "thead",
      {},
      make(
        "tr",
        {},
        ...columns.map(({ label, align }) => make("th", { scope: "col", class: align }, text(label))),
      ),
    ),
    make("tbody", {}, ...rows.map((row) => make("tr", {}, ...row.map(cell)))),
  );
  return make(
    "div",
    { class: "table" },
    make("div", { class: "scroll" }, table),
    note !== undefined && make("p", { class: "note" }, text(note)),
  );
}

function drawQuestion({ question, answer, open }: QuestionBlock, index: number): HTMLElement {
  const id = `question-${index}`;
  const asked = make("div", { class: "asked", id }, fromHtml(text(question.html)));
  const answered = make("div", { class: "answer" }, fromHtml(text(answer.html)));
  const details = folded(`${index}`, open, answered);
  details.querySelector("summary")?.setAttribute("aria-describedby", id);
  return make("section", { class: "question" }, asked, details);
}

/** `data-key` tells which one it is when the output is drawn anew. */
function folded(key: string, summary: string, content: HTMLElement): HTMLDetailsElement {
  return make("details", { "data-key": `${key} ${summary}` }, make("summary", {}, text(summary)), content);
}
