import { setTimeout as sleep } from "node:timers/promises";
import * as z from "zod";
import { alike, type Language, localizer } from "../../common/language.ts";
import { callHealth } from "../../inspection/app-client.ts";
import { defineAction, type View } from "../define.ts";
import { atLeast, differs } from "../discrepancy.ts";
import { pauseLength } from "../parameters.ts";
import { ask } from "../questions.ts";
import { amount } from "../result-parts.ts";
import { orStackDeath } from "../stack-death.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

const say = localizer({ en, ru });

/** A freeze of a server while nothing else is measured. */
const result = z.object({
  action: z.literal("pause"),
  service: z.literal("app"),
  /** As requested. */
  ms: amount,
  /** Until it ran again. */
  frozenMs: amount,
  /** The longest wait of a request that was sent meanwhile. */
  slowestMs: amount,
});
export type PauseResult = z.infer<typeof result>;

export const pause = defineAction({
  name: "pause",
  about: say(({ about }) => about),
  parameters: z.strictObject({ ms: pauseLength }),
  example: alike("pause: { ms: 1000 }"),
  values: {
    frozenMs: { about: say(({ values }) => values.frozenMs) },
    slowestMs: { about: say(({ values }) => values.slowestMs) },
  },
  result,

  async run(lab, { ms }): Promise<PauseResult> {
    const { stack, gone } = lab.session.require();
    const signal = AbortSignal.any([lab.signal, gone]);
    lab.progress({ text: say((words) => words.progress) });
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
      // Whatever failed, the app must not stay frozen.
      await frozen.catch(() => undefined);
      throw orStackDeath(error, gone);
    }
  },

  view: pauseView,

  checkAsked: (result, asked) => differs("ms", result.ms, asked.ms),
  // A timer may fire a few milliseconds early.
  check: ({ ms, frozenMs }) => atLeast("frozenMs", frozenMs, ms - 5),
});

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

function pauseView({ frozenMs, slowestMs }: PauseResult, language: Language): View {
  const words = { en, ru }[language];
  return {
    main: [
      { kind: "verdict", sign: "•", text: words.done(frozenMs) },
      { kind: "line", text: words.slowest(slowestMs) },
    ],
    after: ask([words.question], language),
  };
}
