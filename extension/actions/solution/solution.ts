import * as z from "zod";
import { alike, type Language, localizer } from "../../common/language.ts";
import { fillIn } from "../check/comparison/fill.ts";
import { ownRuns } from "../check/comparison/own-runs.ts";
import { defineAction, type View } from "../define.ts";
import { differs } from "../discrepancy.ts";
import { noteAsked } from "../exercises/asked.ts";
import { exerciseName, writtenExercise } from "../exercises/exercise-name.ts";
import { exerciseText, languageOfText } from "../exercises/files.ts";
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

  async run({ session, language }, { exercise }): Promise<SolutionResult> {
    const { file, source } = await exerciseText(session, exercise, "solution", language);
    await noteAsked(session, exercise, "solution");
    if (exercise !== writtenExercise) return { action: "solution", exercise, file, source };
    const { runs } = await ownRuns(session);
    return { action: "solution", exercise, file, source: fillIn(source, runs, language) };
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
        language: languageOfText(file),
        source,
      },
    ],
  };
}
