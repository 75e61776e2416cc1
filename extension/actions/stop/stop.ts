import { z } from "zod";
import { alike } from "../../common/language.ts";
import { engineNames } from "../../stack/stack.ts";
import type { OldAction } from "../define.ts";
import type { StopResult } from "../results.ts";

export const stop: OldAction = {
  name: "stop",
  about: {
    en: "Stops PostgreSQL, Redis and the app. The runs so far stay for comparison.",
    ru: "Останавливает PostgreSQL, Redis и приложение. Прогоны остаются для сравнения.",
  },
  parameters: z.strictObject({}),
  example: alike("stop:"),
  values: {
    engine: {
      about: { en: "The engine that was stopped.", ru: "Движок, который остановлен." },
      words: engineNames,
    },
  },
  async run({ session, progress }): Promise<StopResult> {
    const engine = session.stack?.engine ?? null;
    progress({ text: { en: "Stopping the stack", ru: "Останавливаю стенд" } });
    await session.stop();
    return { action: "stop", engine };
  },
};
