import * as z from "zod";
import { alike, localizer } from "../../common/language.ts";
import { callProcess, listStrategies } from "../../inspection/app-client.ts";
import { noteDrain } from "../compare/guarantees/note.ts";
import { defineAction } from "../define.ts";
import { atMost, differs, within } from "../discrepancy.ts";
import { bufferedStrategyName } from "../parameters.ts";
import { orStackDeath } from "../stack-death.ts";
import { findBufferedStrategy } from "../strategies/find-strategy.ts";
import { runningSource } from "../strategies/source.ts";
import { below, countedValues, ledgerValues } from "../values.ts";
import { checkLedger } from "../verdict/check-ledger.ts";
import { judgeSettled } from "../verdict/late-writes.ts";
import { checkMisplaced, watchOtherCounters } from "../verdict/misplaced-hits.ts";
import { patiently } from "../verdict/patiently.ts";
import { type ProcessResult, result } from "./result.ts";
import { processView } from "./view.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

const say = localizer({ en, ru });

const parameters = z.strictObject({
  strategy: bufferedStrategyName,
  atOnce: z
    .int()
    .min(1)
    .max(8)
    .meta({ about: say((words) => words.parameters.atOnce) })
    .default(1),
});

export const process = defineAction({
  name: "process",
  about: say(({ about }) => about),
  parameters,
  example: alike("process: { strategy: buffered }"),
  values: {
    processed: { about: say(({ values }) => values.processed) },
    ...countedValues,
    durationMs: { about: say(({ values }) => values.durationMs) },
    ...below("before", countedValues),
    ...below("ledger", ledgerValues),
  },
  ages: true,
  result,

  async run(lab, { strategy, atOnce }): Promise<ProcessResult> {
    const { stack, inspection, gone } = lab.session.require(lab.signal);
    const signal = AbortSignal.any([lab.signal, gone]);
    try {
      findBufferedStrategy(strategy, await listStrategies(stack.endpoints.app, signal));
      // The lab's own apps take a strategy up when it is saved.
      if (stack.composition.own) await runningSource(lab.session, strategy, signal);
      // The load before may have left too few ports for a look.
      const before = await patiently(() => inspection.counted(strategy), signal);
      const countedElsewhere = await watchOtherCounters(inspection, lab.session, strategy);
      const begun = performance.now();
      const calls = Array.from({ length: atOnce }, () => callProcess(stack.endpoints.app, strategy, signal));
      const processed = (await Promise.all(calls)).reduce((sum, call) => sum + call.processed, 0);
      const durationMs = performance.now() - begun;
      const run = lab.session.lastRunOf(strategy);
      const ledger = run && {
        run: run.result.run,
        ...(await patiently(
          () => judgeSettled(inspection, run.result, { ...run, strategy }, signal),
          signal,
        )),
      };
      const { stored, pending, claimed } = await patiently(
        () => inspection.countedWithClaims(strategy),
        signal,
      );
      const after = { stored, pending };
      const elsewhere = ledger && ledger.lost > 0 ? await countedElsewhere() : [];
      if (before.pending > 0 && after.pending === 0) {
        const { ok = 0, lost = 0, duplicated = 0 } = ledger ?? {};
        const hits = before.pending;
        const figures = { atOnce, hits, ms: durationMs, ok, lost, duplicated };
        noteDrain(lab.session, strategy, { by: "process", ...figures });
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
        ...(claimed !== undefined && { claimed }),
        ledger: ledger ?? null,
        ...(elsewhere.length > 0 && { elsewhere }),
      };
    } catch (error) {
      throw orStackDeath(error, gone);
    }
  },

  view: processView,

  checkAsked: (result, asked) => [
    ...differs("strategy", result.strategy, asked.strategy),
    ...differs("atOnce", result.atOnce, asked.atOnce),
  ],

  check: ({ stored, pending, after, claimed = 0, ledger, elsewhere }) => [
    ...atMost("claimed", claimed, after.pending),
    ...differs("stored", stored, after.stored),
    ...differs("pending", pending, after.pending),
    ...(ledger ? within("ledger", checkLedger(ledger)) : []),
    ...checkMisplaced(elsewhere, ledger?.lost ?? 0),
  ],
});
