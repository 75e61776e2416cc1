import * as z from "zod";
import { alike, type Language, localizer } from "../../common/language.ts";
import { countersBlocks, unanswered, unansweredLines } from "../counters-view.ts";
import { defineAction, type View } from "../define.ts";
import { count, counted, list } from "../result-parts.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

const say = localizer({ en, ru });

const result = z.object({
  action: z.literal("reset"),
  /** Read back from the servers after the reset; all zero, or the reset has failed. */
  counters: list(z.object({ strategy: z.string(), ...counted })),
  unanswered: list(unanswered).exactOptional(),
  /** Strategies that have not emptied the buffer that only they can reach, and why. */
  unforgotten: list(z.object({ strategy: z.string(), reason: z.string() })).exactOptional(),
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
    const { unanswered, unforgotten, ...zeroed } = await session.reset(signal);
    return {
      action: "reset",
      ...zeroed,
      ...(unanswered.length > 0 && { unanswered }),
      ...(unforgotten.length > 0 && { unforgotten }),
    };
  },

  view: resetView,
});

function resetView(
  { counters, unanswered = [], unforgotten = [], forgottenRuns }: ResetResult,
  language: Language,
): View {
  const words = { en, ru }[language];
  const kept = unforgotten.map(({ strategy }) => strategy);
  const zero = counters.every(
    ({ strategy, stored, pending }) => stored === 0 && (pending === 0 || kept.includes(strategy)),
  );
  if (zero) {
    const text = kept.length > 0 ? words.doneBut(kept.join(", "), forgottenRuns) : words.done(forgottenRuns);
    return {
      main: [
        { kind: "verdict", sign: kept.length > 0 ? "!" : "•", text },
        ...unforgotten.map(
          ({ strategy, reason }) =>
            ({ kind: "line", text: words.unforgotten(strategy, reason.replace(/\.+$/, "")) }) as const,
        ),
        ...unansweredLines(unanswered, language),
      ],
    };
  }
  const verdict = { kind: "verdict", sign: "✗", text: words.notZero } as const;
  return { main: [verdict, ...countersBlocks(counters, unanswered, language)] };
}
