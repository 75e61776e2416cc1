import type { Language } from "../common/language.ts";
import type { QuestionBlock } from "../drawing/blocks.ts";
import { safeHtml } from "../drawing/safe-html.ts";

/** A question that the numbers of a result raise, and its answer, in Markdown. An answer claims no more than the lab has measured or PostgreSQL and Redis promise. */
export interface Asked {
  readonly question: string;
  readonly answer: string;
}

const most = 2;

const open = { en: "Answer", ru: "Ответ" };

/** One or two questions, the most telling first, their answers folded. */
export function ask(asked: readonly Asked[], language: Language): QuestionBlock[] {
  return asked.slice(0, most).map((each) => questionBlock(each, language));
}

export function questionBlock(
  { question, answer }: Partial<Asked> & Pick<Asked, "answer">,
  language: Language,
): QuestionBlock {
  return {
    kind: "question",
    ...(question !== undefined && { question: { markdown: question, html: safeHtml(question) } }),
    answer: { markdown: answer, html: safeHtml(answer) },
    open: open[language],
  };
}
