import * as z from "zod";
import { alike, type Language, localizer } from "../../common/language.ts";
import { defineAction, type View } from "../define.ts";
import { atMost, differs } from "../discrepancy.ts";
import { askedFor, noteAsked } from "../exercises/asked.ts";
import { exerciseName } from "../exercises/exercise-name.ts";
import { exerciseHints } from "../exercises/files.ts";
import { questionBlock } from "../questions.ts";
import { count, localized } from "../result-parts.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

const say = localizer({ en, ru });

const parameters = z.strictObject({ exercise: exerciseName });

const result = z.object({
  action: z.literal("hint"),
  exercise: z.string(),
  /** Which it is, of how many. */
  number: count,
  of: count,
  /** Markdown. */
  text: localized,
});
export type HintResult = z.infer<typeof result>;

export const hint = defineAction({
  name: "hint",
  about: say(({ about }) => about),
  parameters,
  short: "exercise",
  example: alike("hint: exercise-1"),
  values: { number: { about: say(({ values }) => values.number) } },
  result,

  async run({ session }, { exercise }): Promise<HintResult> {
    const hints = await exerciseHints(session, exercise);
    const { hints: given } = await askedFor(session, exercise);
    const number = Math.min(given + 1, hints.length);
    await noteAsked(session, exercise, `hint ${number}`);
    const text = hints[number - 1] ?? alike("");
    return { action: "hint", exercise, number, of: hints.length, text };
  },

  view: hintView,
  check: ({ number, of }) => atMost("number", number, of),
  checkAsked: (result, asked) => differs("exercise", result.exercise, asked.exercise),
});

function hintView({ number, of, text }: HintResult, language: Language): View {
  const words = { en, ru }[language];
  return {
    main: [
      { kind: "verdict", sign: "•", text: words.title(number, of) },
      questionBlock({ answer: text[language] ?? "" }, language),
      { kind: "line", text: number < of ? words.next : words.last, tone: "hint" },
    ],
  };
}
