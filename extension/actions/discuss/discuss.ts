import * as z from "zod";
import { type Language, localizer } from "../../common/language.ts";
import { defineAction, type View } from "../define.ts";
import { differs } from "../discrepancy.ts";
import { questionBlock } from "../questions.ts";
import { list } from "../result-parts.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

const say = localizer({ en, ru });

const question = z
  .string()
  .min(1)
  .meta({ about: say(({ parameters }) => parameters.question) });
const answer = z
  .string()
  .min(1)
  .meta({ about: say(({ parameters }) => parameters.answer) });

const parameters = z.strictObject({
  questions: z
    .array(z.strictObject({ question: question.exactOptional(), answer }))
    .min(1)
    .meta({ about: say(({ parameters }) => parameters.questions) }),
});

const result = z.object({
  action: z.literal("discuss"),
  /** Markdown. */
  questions: list(z.object({ question: z.string().exactOptional(), answer: z.string() })),
});
export type DiscussResult = z.infer<typeof result>;

export const discuss = defineAction({
  name: "discuss",
  about: say(({ about }) => about),
  parameters,
  example: say(({ example }) => example),
  values: { "questions.length": { about: say(({ values }) => values.questions) } },
  result,
  async run(_lab, { questions }): Promise<DiscussResult> {
    return { action: "discuss", questions };
  },
  view: discussView,
  checkAsked: (result, asked) =>
    differs("questions", JSON.stringify(result.questions), JSON.stringify(asked.questions)),
});

function discussView({ questions }: DiscussResult, language: Language): View {
  const words = { en, ru }[language];
  const asked = questions.filter(({ question }) => question !== undefined).length;
  return {
    main: [
      // No headline above them: the questions, or the answers to those of the text above, are what there is to read.
      ...questions.map((each) => questionBlock(each, language)),
      ...(asked > 0 ? [{ kind: "line", text: words.title(asked) } as const] : []),
    ],
  };
}
