import { setTimeout as sleep } from "node:timers/promises";
import * as z from "zod";
import { alike, localizer } from "../../common/language.ts";
import { listStrategies } from "../../inspection/app-client.ts";
import type { Inspection } from "../../inspection/inspection.ts";
import { noteDrain } from "../compare/guarantees/note.ts";
import { defineAction } from "../define.ts";
import { atMost, type Discrepancy, differs } from "../discrepancy.ts";
import { bufferedStrategyName } from "../parameters.ts";
import { orStackDeath } from "../stack-death.ts";
import { findBufferedStrategy } from "../strategies/find-strategy.ts";
import { countedValues } from "../values.ts";
import { result, type WorkerResult } from "./result.ts";
import { workerView } from "./view.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

const say = localizer({ en, ru });

const parameters = z.strictObject({
  strategy: bufferedStrategyName,
  every: z
    .number()
    .min(0.1)
    .max(600)
    .meta({ about: say((words) => words.parameters.every) })
    .default(5),
  count: z
    .int()
    .min(0)
    .max(8)
    .meta({ about: say((words) => words.parameters.count) })
    .default(1),
  watch: z
    .number()
    .min(0)
    .max(120)
    .meta({ about: say((words) => words.parameters.watch) })
    .default(6),
});

/** Between two looks, milliseconds. */
const lookEvery = 500;

export const worker = defineAction({
  name: "worker",
  needsOurApp: true,
  about: say(({ about }) => about),
  parameters,
  example: alike("worker: { strategy: batched, every: 2, count: 1 }"),
  values: {
    ...countedValues,
    "workers.length": { about: say(({ values }) => values.workers) },
    moved: { about: say(({ values }) => values.moved) },
  },
  ages: true,
  result,

  async run(lab, { strategy, every, count, watch }): Promise<WorkerResult> {
    const { session, progress } = lab;
    const { stack, inspection, gone } = session.require(lab.signal);
    const signal = AbortSignal.any([lab.signal, gone]);
    try {
      findBufferedStrategy(strategy, await listStrategies(stack.endpoints.app, signal));
      progress({ text: say((words) => words.starting) });
      await session.workers.replace(stack, strategy, every, count);
      const forMs = count === 0 ? 0 : watch * 1000;
      const { samples, claimed } = await look(inspection, strategy, forMs, signal, (fraction) =>
        progress({ text: say((words) => words.watching), fraction }),
      );
      const { stored = 0, pending = 0 } = samples.at(-1) ?? {};
      const workers = session.workers.figuresOf(strategy);
      const emptied = emptiedAt(samples);
      if (emptied) {
        const account = { ok: 0, lost: 0, duplicated: 0 };
        noteDrain(session, strategy, { by: "worker", atOnce: count, ...emptied, ...account });
      }
      const moved = sumOf(workers);
      const known = { strategy, everySeconds: every, workers, moved, stored, pending };
      return { action: "worker", ...known, ...(claimed !== undefined && { claimed }), samples };
    } catch (error) {
      throw orStackDeath(error, gone);
    }
  },

  view: workerView,
  check: checkWorker,
  checkAsked: (result, asked) => [
    ...differs("strategy", result.strategy, asked.strategy),
    ...differs("everySeconds", result.everySeconds, asked.every),
    ...differs("workers.length", result.workers.length, asked.count),
  ],
});

function sumOf(workers: WorkerResult["workers"]): number {
  return workers.reduce((sum, { processed }) => sum + processed, 0);
}

/** How long it took from the first sample with hits in the buffer to the first one without. */
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
): Promise<Pick<WorkerResult, "samples" | "claimed">> {
  const begun = performance.now();
  const samples: WorkerResult["samples"][number][] = [];
  for (;;) {
    signal.throwIfAborted();
    const atMs = performance.now() - begun;
    if (atMs >= forMs) {
      const { stored, pending, claimed } = await inspection.countedWithClaims(strategy);
      samples.push({ atMs, stored, pending });
      return { samples, ...(claimed !== undefined && { claimed }) };
    }
    samples.push({ atMs, ...(await inspection.counted(strategy)) });
    progress(atMs / forMs);
    await sleep(Math.min(lookEvery, Math.max(0, forMs - atMs)), undefined, { signal });
  }
}

function checkWorker({ workers, moved, stored, pending, claimed = 0, samples }: WorkerResult): Discrepancy[] {
  const last = samples.at(-1);
  return [
    ...differs("moved", moved, sumOf(workers)),
    ...differs("stored", stored, last?.stored ?? 0),
    ...differs("pending", pending, last?.pending ?? 0),
    ...atMost("claimed", claimed, pending),
  ];
}
