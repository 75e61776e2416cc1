import { z } from "zod";
import { alike } from "../../common/language.ts";
import type { OldAction } from "../define.ts";
import type { ResetResult } from "../results.ts";

export const reset: OldAction = {
  name: "reset",
  about: {
    en: "Zeroes every counter and the buffer, forgets the runs, and reads everything back.",
    ru: "Обнуляет все счётчики и буфер, забывает прогоны и проверяет, что всё действительно по нулям.",
  },
  parameters: z.strictObject({}),
  example: alike("reset:"),
  values: {
    forgottenRuns: {
      about: { en: "Runs that were forgotten.", ru: "Забытые прогоны." },
    },
  },
  async run({ session }): Promise<ResetResult> {
    return { action: "reset", ...(await session.reset()) };
  },
};
