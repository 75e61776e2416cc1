import type { Result } from "../../extension/actions/index.ts";
import { present } from "../../extension/actions/present.ts";
import type { Language } from "../../extension/common/language.ts";
import type { Block, QuestionBlock, TableBlock } from "../../extension/drawing/blocks.ts";
import { renderText } from "../../extension/drawing/text.ts";
import { cell } from "../samples/index.ts";

/** As in a terminal, with ordinary spaces where the language puts no-break ones. */
export function shown(blocks: readonly Block[], lines: number): string {
  const text = renderText(blocks, { width: 84, colour: false, language: "en" });
  return `\n${text.replaceAll("\u00a0", " ").split("\n").slice(0, lines).join("\n")}`;
}

export function tables(blocks: readonly Block[]): TableBlock[] {
  return blocks.filter((block) => block.kind === "table");
}

export function asked(result: Result, language: Language = "en"): QuestionBlock[] {
  return present(cell(result), language).filter((block) => block.kind === "question");
}

export function questionsOf(result: Result): string {
  return asked(result)
    .map(({ question }) => question?.markdown ?? "")
    .join("\n");
}
