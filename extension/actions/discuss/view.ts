import { safeHtml } from "../../drawing/safe-html.ts";
import type { View } from "../define.ts";
import type { DiscussResult } from "../results.ts";
import type { Texts } from "../words.ts";

export function discussView({ questions }: DiscussResult, words: Texts): View {
  return {
    main: [
      { kind: "verdict", sign: "•", text: words.discuss.title(questions.length) },
      ...questions.map(({ question, answer }) => ({
        kind: "question" as const,
        question: { markdown: question, html: safeHtml(question) },
        answer: { markdown: answer, html: safeHtml(answer) },
        open: words.discuss.open,
      })),
    ],
  };
}
