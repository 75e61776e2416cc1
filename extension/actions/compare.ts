import { z } from "zod";
import { alike } from "../common/language.ts";
import type { CompareResult } from "../results/results.ts";
import type { Action } from "./action.ts";

export const compare: Action = {
  name: "compare",
  about: {
    en: "Puts all runs since the last reset side by side.",
    ru: "Показывает рядом все прогоны с последнего сброса.",
  },
  parameters: z.strictObject({}),
  example: alike("compare:"),
  values: {
    "runs.length": {
      about: { en: "Runs since the last reset.", ru: "Прогоны с последнего сброса." },
    },
  },
  ages: true,
  async run({ session }): Promise<CompareResult> {
    return { action: "compare", runs: session.runs.map(({ result }) => result) };
  },
};
