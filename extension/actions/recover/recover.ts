import { z } from "zod";
import { alike } from "../../common/language.ts";
import { serviceNames } from "../../stack/stack.ts";
import type { Action } from "../define.ts";
import type { RecoverResult } from "../results.ts";

const parameters = z.strictObject({
  service: z
    .enum(serviceNames)
    .meta({
      about: {
        en: "The server to start again; without it, all that are down.",
        ru: "Какой сервер запустить снова; если не указан — все, что не работают.",
      },
    })
    .optional(),
});

export const recover: Action<z.infer<typeof parameters>> = {
  name: "recover",
  about: {
    en: "Starts a killed server again, with its data and on its port.",
    ru: "Снова запускает убитый сервер с теми же данными и на том же порту.",
  },
  parameters,
  example: alike("recover:"),
  values: {
    "recovered.length": {
      about: { en: "How many servers were started again.", ru: "Сколько серверов запущено снова." },
    },
    durationMs: {
      about: { en: "How long the step took, milliseconds.", ru: "Сколько длился шаг, миллисекунды." },
    },
  },
  ages: true,
  async run({ session, progress }, { service }): Promise<RecoverResult> {
    const { stack } = session.require();
    const recovered = stack.down.filter((name) => service === undefined || name === service);
    progress({ text: { en: "Starting what is down", ru: "Запускаю то, что не работает" } });
    const begun = performance.now();
    for (const name of recovered) await stack.recover(name);
    return { action: "recover", recovered, durationMs: performance.now() - begun };
  },
};
