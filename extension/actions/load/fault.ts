import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { type FaultSignal, faultSignals, faultTargets } from "../../stack/stack.ts";
import type { LoadClock } from "./clock.ts";
import type { LoadFault } from "./result.ts";

export const faultParameter = z
  .strictObject({
    kill: z.enum(faultTargets).meta({
      about: {
        en: "The server that is killed, or `worker`: one of those that `worker:` has started.",
        ru: "Сервер, который будет убит, или `worker` — один из обработчиков, запущенных ячейкой `worker:`.",
      },
    }),
    signal: z
      .enum(faultSignals)
      .meta({
        about: {
          en: "SIGKILL is a crash; SIGTERM asks for an orderly end (for PostgreSQL, its fast shutdown).",
          ru: "SIGKILL — авария; SIGTERM — просьба завершиться штатно (для PostgreSQL — быстрая остановка).",
        },
      })
      .default("SIGKILL"),
    after: z
      .number()
      .min(0)
      .max(600)
      .meta({
        about: {
          en: "Seconds from the first hit to the kill.",
          ru: "Через сколько секунд после первого запроса.",
        },
      })
      .default(1),
    recover: z
      .union([z.number().min(0).max(600), z.literal("never")])
      .meta({
        about: {
          en: "After so many seconds it is started again; `never`: only when the count needs it.",
          ru: "Через сколько секунд его запустить снова; `never` — только когда он понадобится для подсчёта.",
        },
      })
      .default(1),
  })
  .meta({
    about: {
      en: "Kill a server in the middle of the load and bring it back.",
      ru: "Убить сервер посреди нагрузки и поднять его снова.",
    },
  })
  .optional();

export type Fault = NonNullable<z.infer<typeof faultParameter>>;

/** What can be killed and brought back. */
export interface Victim {
  kill(signal: FaultSignal): Promise<void>;
  recover(): Promise<void>;
}

interface During {
  readonly victim: Victim;
  readonly clock: LoadClock;
  readonly signal: AbortSignal;
}

/**
 * Kills a server while `work` goes on.
 * @returns what `work` gave and what was done. The server is back by then: whoever counts needs it.
 */
export async function killDuring<T>(work: Promise<T>, fault: Fault, during: During): Promise<[T, LoadFault]> {
  const over = new AbortController();
  const ended = work.finally(() => over.abort());
  const killing = killAndRecover(fault, during, over.signal);
  const [result, done] = await Promise.allSettled([ended, killing]);
  if (result.status === "rejected") throw result.reason;
  if (done.status === "rejected") throw done.reason;
  return [result.value, done.value];
}

async function killAndRecover(
  { kill, signal: how, after, recover }: Fault,
  { victim, clock, signal }: During,
  over: AbortSignal,
): Promise<LoadFault> {
  const asked = { kill, signal: how, after, recover: recover === "never" ? null : recover };
  const isOver = new Promise<undefined>((resolve) =>
    over.addEventListener("abort", () => resolve(undefined)),
  );
  if (!(await clock.reaches(after, over))) return { ...asked, killedMs: null, backMs: null };
  const killedMs = clock.elapsedMs;
  try {
    await victim.kill(how);
    if (recover === "never") await isOver;
    // A cancel brings the server back at once: the stack stays usable.
    else await rest(recover * 1000, signal);
  } finally {
    await victim.recover();
  }
  return { ...asked, killedMs, backMs: clock.elapsedMs };
}

/** Until the time is over or the signal fires. */
async function rest(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(Math.max(0, ms), undefined, { signal }).catch(() => undefined);
}
