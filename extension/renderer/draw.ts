import type { Language } from "../common/language.ts";
import { type Block, gap, type QuestionBlock } from "../drawing/blocks.ts";
import { drawingWords } from "../drawing/words.ts";
import { drawChart } from "./chart.ts";
import { type Choose, drawChoice } from "./choice.ts";
import { drawCode } from "./code.ts";
import { make, text } from "./dom.ts";
import { drawLedger } from "./ledger.ts";
import { fromHtml } from "./markup.ts";
import { drawTable } from "./table.ts";
import { folded } from "./unfold.ts";

/** @throws TypeError when a block does not have the shape that this version knows */
export function drawBlock(
  block: Block,
  index: number,
  language: Language,
  choose: Choose | undefined,
): HTMLElement {
  switch (block.kind) {
    case "verdict":
      return make(
        "p",
        { class: "verdict", "data-sign": block.sign },
        make(
          "span",
          { class: "sign", role: "img", "aria-label": drawingWords[language].signs[block.sign] },
          text(block.sign),
        ),
        make("span", {}, text(block.text)),
      );
    case "ledger":
      return drawLedger(block, language);
    case "chart":
      return drawChart(block, index);
    case "line":
      return drawLine(block);
    case "table":
      return drawTable(block);
    case "code":
      return drawCode(block);
    case "log":
      return drawLog(block);
    case "question":
      return drawQuestion(block, index);
    case "choice":
      return drawChoice(block, choose);
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

function drawLog({ caption, lines }: Extract<Block, { kind: "log" }>): HTMLElement {
  return make(
    "figure",
    { class: "log" },
    make("figcaption", {}, text(caption)),
    make("pre", {}, make("code", {}, lines.map(text).join("\n"))),
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
