import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { alike } from "../../common/language.ts";
import { listStrategies } from "../../inspection/app-client.ts";
import type { Inspection } from "../../inspection/inspection.ts";
import type { OldAction } from "../define.ts";
import { nothingToProcess } from "../errors.ts";
import { bufferedStrategyName } from "../parameters.ts";
import type { WorkerResult } from "../results.ts";
import { orStackDeath } from "../session.ts";
import { findStrategy } from "../strategies/find-strategy.ts";
import { countedValues } from "../values.ts";

const parameters = z.strictObject({
  strategy: bufferedStrategyName,
  every: z
    .number()
    .min(0.1)
    .max(600)
    .meta({
      about: {
        en: "Seconds of rest between two batches of a worker.",
        ru: "Сколько секунд обработчик отдыхает между двумя пачками.",
      },
    })
    .default(5),
  count: z
    .int()
    .min(0)
    .max(8)
    .meta({
      about: {
        en: "How many workers run from now on, each a process of its own; 0 ends them.",
        ru: "Сколько обработчиков будет работать, каждый в своём процессе; 0 — остановить их.",
      },
    })
    .default(1),
  watch: z
    .number()
    .min(0)
    .max(120)
    .meta({
      about: {
        en: "How many seconds to watch them; they go on afterwards.",
        ru: "Сколько секунд наблюдать за ними; потом они работают дальше.",
      },
    })
    .default(6),
});

/** Between two looks, milliseconds. */
const lookEvery = 500;

export const worker: OldAction<z.infer<typeof parameters>> = {
  name: "worker",
  about: {
    en: "Starts workers that move a strategy's buffer into PostgreSQL every few seconds, and watches them.",
    ru: "Запускает обработчики, которые раз в несколько секунд переносят буфер стратегии в PostgreSQL, и наблюдает за ними.",
  },
  parameters,
  example: alike("worker: { strategy: batched, every: 2, count: 1 }"),
  values: {
    ...countedValues,
    "workers.length": {
      about: { en: "How many workers run.", ru: "Сколько обработчиков работает." },
    },
    moved: {
      about: {
        en: "Hits that the workers say they have moved since they were started.",
        ru: "Сколько запросов обработчики, по их словам, перенесли с момента запуска.",
      },
    },
  },
  ages: true,
  async run(lab, { strategy, every, count, watch }): Promise<WorkerResult> {
    const { session, progress } = lab;
    const { stack, inspection, gone } = session.require();
    const signal = AbortSignal.any([lab.signal, gone]);
    try {
      const info = findStrategy(strategy, await listStrategies(stack.endpoints.app, signal));
      if (!info.processes) throw nothingToProcess(strategy);
      progress({ text: { en: "Starting the workers", ru: "Запускаю обработчики" } });
      await session.workers.replace(stack, strategy, every, count);
      const samples = await look(inspection, strategy, count === 0 ? 0 : watch * 1000, signal, (fraction) =>
        progress({ text: { en: "Watching the workers", ru: "Наблюдаю за обработчиками" }, fraction }),
      );
      const { stored = 0, pending = 0 } = samples.at(-1) ?? {};
      const workers = session.workers.figuresOf(strategy);
      const emptied = emptiedAt(samples);
      if (emptied) {
        const account = { lost: 0, duplicated: 0 };
        session.addDrain(strategy, { by: "worker", atOnce: count, ...emptied, ...account });
      }
      const moved = workers.reduce((sum, { processed }) => sum + processed, 0);
      return { action: "worker", strategy, everySeconds: every, workers, moved, stored, pending, samples };
    } catch (error) {
      throw orStackDeath(error, gone);
    }
  },
};

/** When the buffer was seen to be empty, having been seen with hits in it. */
function emptiedAt(samples: WorkerResult["samples"]): { hits: number; ms: number } | undefined {
  const full = samples.findIndex(({ pending }) => pending > 0);
  const [first, empty] = [samples[full], samples.slice(full + 1).find(({ pending }) => pending === 0)];
  return first && empty && { hits: first.pending, ms: empty.atMs - first.atMs };
}

async function look(
  inspection: Inspection,
  strategy: string,
  forMs: number,
  signal: AbortSignal,
  progress: (fraction: number) => void,
): Promise<WorkerResult["samples"]> {
  const begun = performance.now();
  const samples: WorkerResult["samples"][number][] = [];
  for (;;) {
    signal.throwIfAborted();
    const atMs = performance.now() - begun;
    samples.push({ atMs, ...(await inspection.counted(strategy)) });
    if (atMs >= forMs) return samples;
    progress(atMs / forMs);
    await sleep(Math.min(lookEvery, Math.max(0, forMs - atMs)), undefined, { signal });
  }
}
