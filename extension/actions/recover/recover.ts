import * as z from "zod";
import { alike, type Language, localizer } from "../../common/language.ts";
import { serviceNames } from "../../stack/stack.ts";
import { defineAction, type View } from "../define.ts";
import { differs } from "../discrepancy.ts";
import { amount, list } from "../result-parts.ts";
import { serviceWords } from "../service-names.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

const say = localizer({ en, ru });

const parameters = z.strictObject({
  service: z
    .enum(serviceNames)
    .meta({ about: say(({ parameters }) => parameters.service) })
    .optional(),
});

const result = z.object({
  action: z.literal("recover"),
  /** Servers that were killed and run again; in a ledger `recovered` counts hits. */
  recovered: list(z.enum(serviceNames)),
  durationMs: amount,
});
export type RecoverResult = z.infer<typeof result>;

export const recover = defineAction({
  name: "recover",
  about: say(({ about }) => about),
  parameters,
  example: alike("recover:"),
  values: {
    "recovered.length": { about: say(({ values }) => values.servers) },
    durationMs: { about: say(({ values }) => values.durationMs) },
  },
  ages: true,
  result,

  async run({ session, progress }, { service }): Promise<RecoverResult> {
    const { stack } = session.require();
    const killed = stack.down.filter((name) => service === undefined || name === service);
    progress({ text: say((words) => words.progress) });
    const begun = performance.now();
    for (const name of killed) await session.recover(name);
    return { action: "recover", recovered: killed, durationMs: performance.now() - begun };
  },

  view: recoverView,
  checkAsked: ({ recovered }, { service }) =>
    service === undefined ? [] : recovered.flatMap((name, at) => differs(`recovered.${at}`, name, service)),
});

function recoverView({ recovered: servers, durationMs }: RecoverResult, language: Language): View {
  const words = { en, ru }[language];
  const names = servers.map((service) => serviceWords[language].names[service]).join(", ");
  const text = names === "" ? words.nothing : words.done(names, durationMs);
  return { main: [{ kind: "verdict", sign: "•", text }] };
}
