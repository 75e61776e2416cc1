import * as z from "zod";
import { alike, type Language, localizer } from "../../common/language.ts";
import { defineAction, type View } from "../define.ts";
import { differs } from "../discrepancy.ts";
import { noteAsked } from "../exercises/asked.ts";
import { exerciseName } from "../exercises/exercise-name.ts";
import { exerciseCode } from "../exercises/files.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

const say = localizer({ en, ru });

const parameters = z.strictObject({ exercise: exerciseName });

const result = z.object({
  action: z.literal("solution"),
  exercise: z.string(),
  file: z.string(),
  source: z.string(),
});
export type SolutionResult = z.infer<typeof result>;

export const solution = defineAction({
  name: "solution",
  about: say(({ about }) => about),
  parameters,
  short: "exercise",
  example: alike("solution: exercise-1"),
  values: { file: { about: say(({ values }) => values.file) } },
  result,

  async run({ session }, { exercise }): Promise<SolutionResult> {
    const code = await exerciseCode(session, exercise, "solution");
    await noteAsked(session, exercise, "solution");
    return { action: "solution", exercise, ...code };
  },

  view: solutionView,
  checkAsked: (result, asked) => differs("exercise", result.exercise, asked.exercise),
});

function solutionView({ exercise, file, source }: SolutionResult, language: Language): View {
  const words = { en, ru }[language];
  return {
    main: [
      { kind: "verdict", sign: "•", text: words.title(exercise) },
      {
        kind: "code",
        title: file,
        language: file.endsWith(".py") ? "python" : "typescript",
        source,
      },
    ],
  };
}
