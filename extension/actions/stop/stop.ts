import * as z from "zod";
import { alike, type Language, localizer } from "../../common/language.ts";
import { engineNames } from "../../stack/stack.ts";
import { defineAction, type View } from "../define.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

const say = localizer({ en, ru });

const result = z.object({
  action: z.literal("stop"),
  /** The engine that was stopped; null when nothing ran. */
  engine: z.enum(engineNames).nullable(),
});
export type StopResult = z.infer<typeof result>;

export const stop = defineAction({
  name: "stop",
  about: say(({ about }) => about),
  parameters: z.strictObject({}),
  example: alike("stop:"),
  values: {
    engine: { about: say(({ values }) => values.engine), words: engineNames },
  },
  result,

  async run({ session, progress }): Promise<StopResult> {
    const engine = session.stack?.engine ?? null;
    progress({ text: say((words) => words.progress) });
    await session.stop();
    return { action: "stop", engine };
  },

  view: stopView,
});

function stopView({ engine }: StopResult, language: Language): View {
  const words = { en, ru }[language];
  const text = engine ? words.stopped(engine) : words.nothing;
  const verdict = { kind: "verdict", sign: "•", text } as const;
  return { main: engine === "attach" ? [verdict, { kind: "line", text: words.stays }] : [verdict] };
}
