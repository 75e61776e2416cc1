import { z } from "zod";
import { alike } from "../../common/language.ts";
import { callProcess, listStrategies } from "../../inspection/app-client.ts";
import type { OldAction } from "../define.ts";
import { nothingToProcess } from "../errors.ts";
import { bufferedStrategyName } from "../parameters.ts";
import type { ProcessResult } from "../results.ts";
import { orStackDeath } from "../session.ts";
import { findStrategy } from "../strategies/find-strategy.ts";
import { below, countedValues, ledgerValues } from "../values.ts";
import { watchElsewhere } from "../verdict/elsewhere.ts";
import { judgeRun } from "../verdict/judge-run.ts";

const parameters = z.strictObject({
  strategy: bufferedStrategyName,
  atOnce: z
    .int()
    .min(1)
    .max(8)
    .meta({
      about: {
        en: "How many calls run at the same time, as when two workers come at once.",
        ru: "Сколько вызовов выполняется одновременно — как если бы сошлись два обработчика.",
      },
    })
    .default(1),
});

export const process: OldAction<z.infer<typeof parameters>> = {
  name: "process",
  about: {
    en: "Moves what a strategy has in its buffer into PostgreSQL, once or several times at once.",
    ru: "Переносит в PostgreSQL то, что стратегия накопила в буфере: один раз или сразу несколькими вызовами.",
  },
  parameters,
  example: alike("process: { strategy: buffered }"),
  values: {
    processed: {
      about: {
        en: "Hits that the app says it moved into PostgreSQL.",
        ru: "Запросы, которые приложение, по его словам, перенесло в PostgreSQL.",
      },
    },
    ...countedValues,
    durationMs: {
      about: { en: "How long the step took, milliseconds.", ru: "Сколько длился шаг, миллисекунды." },
    },
    ...below("before", countedValues),
    ...below("ledger", ledgerValues),
  },
  ages: true,
  async run(lab, { strategy, atOnce }): Promise<ProcessResult> {
    const { stack, inspection, gone } = lab.session.require();
    const signal = AbortSignal.any([lab.signal, gone]);
    try {
      const info = findStrategy(strategy, await listStrategies(stack.endpoints.app, signal));
      if (!info.processes) throw nothingToProcess(strategy);
      const before = await inspection.counted(strategy);
      const countedElsewhere = await watchElsewhere(inspection, lab.session, strategy);
      const begun = performance.now();
      const calls = Array.from({ length: atOnce }, () => callProcess(stack.endpoints.app, strategy, signal));
      const processed = (await Promise.all(calls)).reduce((sum, call) => sum + call.processed, 0);
      const durationMs = performance.now() - begun;
      const after = await inspection.counted(strategy);
      const run = lab.session.lastRunOf(strategy);
      const ledger = run && {
        run: run.result.run,
        ...(await judgeRun(inspection, run.result, { ...run, strategy })),
      };
      const elsewhere = ledger && ledger.lost > 0 ? await countedElsewhere() : [];
      if (before.pending > 0 && after.pending === 0) {
        const { lost = 0, duplicated = 0 } = ledger ?? {};
        const hits = before.pending;
        lab.session.addDrain(strategy, { by: "process", atOnce, hits, ms: durationMs, lost, duplicated });
      }
      return {
        action: "process",
        strategy,
        processed,
        atOnce,
        durationMs,
        before,
        after,
        ...after,
        ledger: ledger ?? null,
        ...(elsewhere.length > 0 && { elsewhere }),
      };
    } catch (error) {
      throw orStackDeath(error, gone);
    }
  },
};
