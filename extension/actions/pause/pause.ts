import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { alike } from "../../common/language.ts";
import { callHealth } from "../../inspection/app-client.ts";
import type { OldAction } from "../define.ts";
import { pauseLength } from "../parameters.ts";
import type { PauseResult } from "../results.ts";
import { orStackDeath } from "../session.ts";

const parameters = z.strictObject({ ms: pauseLength });

export const pause: OldAction<z.infer<typeof parameters>> = {
  name: "pause",
  about: {
    en: "Freezes the app, lets it go on, and measures how long a request had to wait meanwhile.",
    ru: "Замораживает приложение, отпускает его и измеряет, сколько за это время прождал запрос.",
  },
  parameters,
  example: alike("pause: { ms: 1000 }"),
  values: {
    frozenMs: {
      about: {
        en: "How long it took until the app ran again, milliseconds.",
        ru: "Через сколько миллисекунд приложение снова заработало.",
      },
    },
    slowestMs: {
      about: {
        en: "The longest wait of a request meanwhile, milliseconds.",
        ru: "Сколько миллисекунд за это время прождал самый медленный запрос.",
      },
    },
  },
  async run(lab, { ms }): Promise<PauseResult> {
    const { stack, gone } = lab.session.require();
    const signal = AbortSignal.any([lab.signal, gone]);
    lab.progress({ text: { en: "The app stands still", ru: "Приложение стоит" } });
    const begun = performance.now();
    const over = new AbortController();
    const frozen = stack.pause("app", ms, signal).finally(() => over.abort());
    try {
      const [slowestMs, frozenMs] = await Promise.all([
        slowestAnswer(stack.endpoints.app, signal, over.signal),
        frozen.then(() => performance.now() - begun),
      ]);
      signal.throwIfAborted();
      return { action: "pause", service: "app", ms, frozenMs, slowestMs };
    } catch (error) {
      // The app is not left frozen, whatever failed.
      await frozen.catch(() => undefined);
      throw orStackDeath(error, gone);
    }
  },
};

/** Asks the app again and again, one request at a time, until the freeze is over. */
async function slowestAnswer(app: string, signal: AbortSignal, over: AbortSignal): Promise<number> {
  let slowest = 0;
  while (!over.aborted) {
    const askedAt = performance.now();
    await callHealth(app, signal);
    slowest = Math.max(slowest, performance.now() - askedAt);
    await sleep(10);
  }
  return slowest;
}
