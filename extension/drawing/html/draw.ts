import { h, type JSX } from "preact";
import {
  type Block,
  gap,
  type LineBlock,
  type LogBlock,
  type Place,
  type QuestionBlock,
  type VerdictBlock,
} from "../blocks.ts";
import { drawingWords } from "../words.ts";
import { drawChart } from "./chart.ts";
import { finite, text, withCode } from "./checks.ts";
import { drawChoice } from "./choice.ts";
import { drawCode } from "./code.ts";
import { drawLedger } from "./ledger.ts";
import { drawPages } from "./pages.ts";
import type { Surface } from "./surface.ts";
import { drawFacts, drawTable, unfolding } from "./table.ts";

/**
 * The blocks as one element, complete before any of it is shown.
 * @throws TypeError when a block does not have the shape that this version knows
 */
export function drawBlocks(blocks: readonly Block[], surface: Surface): JSX.Element {
  return h(
    "div",
    { class: "report", lang: surface.language },
    blocks.map((block, index) => drawBlock(block, index, surface)),
  );
}

function drawBlock(block: Block, index: number, surface: Surface): JSX.Element {
  switch (block.kind) {
    case "verdict":
      return drawVerdict(block, surface);
    case "ledger":
      return drawLedger(block, surface.language);
    case "chart":
      return drawChart(block, index, surface);
    case "line":
      return drawLine(block, surface);
    case "table":
      return drawTable(block, surface);
    case "code":
      return drawCode(block, surface);
    case "log":
      return drawLog(block);
    case "question":
      return drawQuestion(block, index, surface);
    case "choice":
      return drawChoice(block, surface);
    case "details":
      return unfolding(index, block.summary, drawFacts(block.items));
    case "pages":
      return drawPages(block, index, surface, drawBlock);
    default:
      throw new TypeError("unknown kind of block");
  }
}

/** Two signs of two shapes: whether the expectations held, and what was found. */
function drawVerdict(
  { sign, text: found, place, expected }: VerdictBlock,
  { language, open }: Surface,
): JSX.Element {
  const words = drawingWords[language];
  const label = expected?.held ? words.held : words.missed;
  return h(
    "p",
    { class: "verdict", "data-sign": text(sign) },
    expected &&
      h(
        "span",
        { class: expected.held ? "expected held" : "expected missed" },
        h("span", { role: "img", "aria-label": label }, expected.held ? "✓" : "✗"),
        ` ${text(expected.text)}`,
      ),
    h(
      "span",
      { class: "found" },
      // A plain statement has no sign.
      sign !== "•" && h("span", { class: "sign", role: "img", "aria-label": words.signs[sign] }, sign),
      h("span", null, withPlace(found, place, open)),
    ),
  );
}

function withPlace(found: string, place: Place | undefined, open: Surface["open"]): (string | JSX.Element)[] {
  const at = place && open ? text(found).indexOf(text(place.text)) : -1;
  if (!place || !open || at === -1) return withCode(found);
  const { text: name, file, line } = place;
  return [
    ...withCode(found.slice(0, at)),
    h("button", { type: "button", class: "link", onClick: () => open(text(file), finite(line)) }, name),
    ...withCode(found.slice(at + name.length)),
  ];
}

function drawLine({ tone, lead, text: words, place }: LineBlock, { open }: Surface): JSX.Element {
  if (tone === "command") {
    return h(
      "div",
      { class: "command" },
      lead !== undefined && h("p", null, text(lead)),
      h("pre", null, h("code", null, text(words))),
    );
  }
  const pieces = text(words)
    .split(gap)
    .map((piece) => h("span", { class: "piece" }, withPlace(piece, place, open)));
  return h(
    "p",
    { class: tone ?? "line", "data-sign": tone === "finding" && text(words)[0] },
    lead !== undefined && (tone === "guess" ? h("strong", null, `${text(lead)} `) : `${text(lead)} `),
    ...pieces,
  );
}

function drawLog({ caption, lines }: LogBlock): JSX.Element {
  return h(
    "figure",
    { class: "log" },
    h("figcaption", null, text(caption)),
    h("pre", null, h("code", null, lines.map(text).join("\n"))),
  );
}

function drawQuestion(
  { question, answer, open }: QuestionBlock,
  index: number,
  { html, idPrefix }: Surface,
): JSX.Element {
  const id = `${idPrefix}question-${index}`;
  const answered = h("div", { class: "answer", ...html(text(answer.html)) });
  if (!question) return h("section", { class: "question opened" }, answered);
  return h(
    "section",
    { class: "question" },
    h("div", { class: "asked", id, ...html(text(question.html)) }),
    unfolding(index, open, answered, { describedBy: id }),
  );
}
