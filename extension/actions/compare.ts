import { z } from "zod";
import type { CompareResult } from "../results/results.ts";
import type { Action } from "./action.ts";

export const compare: Action = {
  name: "compare",
  about: {
    en: "Puts all runs since the last reset side by side.",
    ru: "Показывает рядом все прогоны с последнего сброса.",
  },
  parameters: z.strictObject({}),
  async run({ session }): Promise<CompareResult> {
    return { action: "compare", runs: session.runs.map(({ result }) => result) };
  },
};
