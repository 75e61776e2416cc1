import { z } from "zod";
import { alike, type Language, localizer } from "../../common/language.ts";
import { countersBlock } from "../counters-view.ts";
import { defineAction, type View } from "../define.ts";
import { count, counted, list } from "../result-parts.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

const say = localizer({ en, ru });

const result = z.object({
  action: z.literal("reset"),
  /** Read back from the servers after the reset; all zero, or the reset has failed. */
  counters: list(z.object({ strategy: z.string(), ...counted })),
  forgottenRuns: count,
});
export type ResetResult = z.infer<typeof result>;

export const reset = defineAction({
  name: "reset",
  about: say(({ about }) => about),
  parameters: z.strictObject({}),
  example: alike("reset:"),
  values: {
    forgottenRuns: { about: say(({ values }) => values.forgottenRuns) },
  },
  result,

  async run({ session, signal }): Promise<ResetResult> {
    return { action: "reset", ...(await session.reset(signal)) };
  },

  view: resetView,
});

function resetView({ counters, forgottenRuns }: ResetResult, language: Language): View {
  const words = { en, ru }[language];
  const zero = counters.every(({ stored, pending }) => stored === 0 && pending === 0);
  if (zero) return { main: [{ kind: "verdict", sign: "•", text: words.done(forgottenRuns) }] };
  return { main: [{ kind: "verdict", sign: "✗", text: words.notZero }, countersBlock(counters, language)] };
}
