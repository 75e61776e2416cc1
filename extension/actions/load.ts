import { randomUUID } from "node:crypto";
import path from "node:path";
import { z } from "zod";
import { alike } from "../common/language.ts";
import { judgeByName, judgeCounter } from "../ledger/judge.ts";
import { abCommand } from "../load/ab-command.ts";
import { outcomeNames } from "../load/outcome.ts";
import { runLoad } from "../load/run-load.ts";
import type { LoadResult } from "../results/results.ts";
import type { Inspection } from "../stack/inspection.ts";
import type { Action, Lab } from "./action.ts";
import { listStrategies } from "./app-client.ts";
import { environmentOf } from "./environment.ts";
import { findStrategy } from "./find-strategy.ts";
import { keptSince } from "./kept.ts";
import { strategyName } from "./parameters.ts";
import { processWhile } from "./process-while.ts";
import { orStackDeath } from "./session.ts";
import { standsStill } from "./stands-still.ts";
import { ledgerValues } from "./values.ts";

const parameters = z
  .strictObject({
    strategy: strategyName,
    requests: z
      .int()
      .min(1)
      .max(1_000_000)
      .meta({
        about: {
          en: "How many hits to send in all: 1,000 when neither this nor `duration` is given.",
          ru: "Сколько запросов отправить всего: 1 000, если не указать ни это, ни `duration`.",
        },
      })
      .optional(),
    duration: z
      .number()
      .min(1)
      .max(600)
      .meta({
        about: {
          en: "How long to send hits, in seconds, instead of a number of `requests`. Take 10 to compare speeds.",
          ru: "Сколько секунд отправлять запросы — вместо их числа `requests`. Чтобы сравнивать скорости, берите 10.",
        },
      })
      .optional(),
    connections: z
      .int()
      .min(1)
      .max(1000)
      .meta({
        about: {
          en: "How many connections send hits at once. Each sends its next hit when the last one was answered.",
          ru: "По скольким соединениям запросы идут одновременно. Следующий запрос соединение отправляет, получив ответ на предыдущий.",
        },
      })
      .default(50),
    timeout: z
      .number()
      .min(1)
      .max(60)
      .meta({
        about: {
          en: "How many seconds to wait for an answer. A hit without one is `unknown`: it may have been counted.",
          ru: "Сколько секунд ждать ответа. Запрос без ответа — `unknown`: он мог быть и посчитан.",
        },
      })
      .default(10),
    processEvery: z
      .int()
      .min(1)
      .max(60_000)
      .meta({
        about: {
          en: "Move the buffer into PostgreSQL every so many milliseconds while hits arrive, as a worker in the background would.",
          ru: "Каждые столько миллисекунд переносить буфер в PostgreSQL, пока идут запросы, как это делал бы фоновый процесс.",
        },
      })
      .optional(),
  })
  .refine(({ requests, duration }) => requests === undefined || duration === undefined, {
    path: ["duration"],
    params: {
      message: {
        en: "Give either `requests` or `duration`, not both.",
        ru: "Укажите либо `requests`, либо `duration`, но не оба сразу.",
      },
    },
  })
  .refine(
    ({ requests, duration, connections }) => duration !== undefined || connections <= (requests ?? 1000),
    {
      path: ["connections"],
      params: {
        message: {
          en: "`connections` must not exceed `requests`: the rest would have nothing to send.",
          ru: "`connections` не может быть больше `requests`: лишним соединениям нечего отправлять.",
        },
      },
    },
  );

type Parameters = z.infer<typeof parameters>;

export const load: Action<Parameters> = {
  name: "load",
  about: {
    en: "Sends hits to a strategy from many connections at once and accounts for every one of them.",
    ru: "Отправляет стратегии запросы сразу по многим соединениям и отчитывается за каждый.",
  },
  parameters,
  example: alike("load:\n  strategy: naive\n  requests: 1000\n  connections: 50\npredict: { stored: 1000 }"),
  values: {
    ...ledgerValues,
    "failures.53300": {
      about: {
        en: "Hits that PostgreSQL refused for want of a free connection (SQLSTATE 53300). Other codes likewise.",
        ru: "Запросы, которым не хватило свободного соединения PostgreSQL (SQLSTATE 53300). Так же и с другими кодами.",
      },
    },
    requestsPerSecond: {
      about: { en: "Acknowledged hits per second.", ru: "Подтверждённых запросов в секунду." },
    },
    durationMs: {
      about: { en: "How long the load lasted, milliseconds.", ru: "Сколько длилась нагрузка, миллисекунды." },
    },
    "latencyMs.p50": {
      about: {
        en: "Half of the answers came within so many milliseconds.",
        ru: "За столько миллисекунд пришла половина ответов.",
      },
    },
    "latencyMs.p90": {
      about: {
        en: "Nine in ten answers came within so many milliseconds.",
        ru: "За столько миллисекунд пришли девять ответов из десяти.",
      },
    },
    "latencyMs.p99": {
      about: {
        en: "99 in 100 answers came within so many milliseconds.",
        ru: "За столько миллисекунд пришли 99 ответов из 100.",
      },
    },
    "latencyMs.max": {
      about: { en: "The slowest answer, milliseconds.", ru: "Самый медленный ответ, миллисекунды." },
    },
    processCalls: {
      about: {
        en: "How often the buffer was processed while the load ran.",
        ru: "Сколько раз буфер переносился во время нагрузки.",
      },
    },
    byName: {
      about: {
        en: "True when each hit was looked up by its id, false when only a counter was there to judge by.",
        ru: "true, если каждый запрос искали по его номеру; false, если судить можно было только по счётчику.",
      },
    },
  },
  ages: true,
  async run(lab, parameters): Promise<LoadResult> {
    const { gone } = lab.session.require();
    try {
      return await measure(lab, parameters, AbortSignal.any([lab.signal, gone]));
    } catch (error) {
      throw orStackDeath(error, gone);
    }
  },
};

async function measure(lab: Lab, parameters: Parameters, signal: AbortSignal): Promise<LoadResult> {
  const { session } = lab;
  const { stack, inspection } = session.require();
  const { strategy, connections, processEvery } = parameters;
  const requests = parameters.duration === undefined ? (parameters.requests ?? 1000) : undefined;
  const app = stack.endpoints.app;
  const { storesIds } = findStrategy(strategy, await listStrategies(app, signal));

  const target = {
    url: `${app}/${strategy}/hit`,
    requests,
    durationSeconds: parameters.duration,
    connections,
  };
  const hitIdPrefix = `${randomUUID().slice(0, 8)}-${session.nextAttempt()}`;
  await connectionsGone(inspection, signal);
  const baseline = await inspection.counted(strategy);
  const startedAt = new Date();
  const loading = runLoad(
    { ...target, timeoutSeconds: parameters.timeout, hitIdPrefix },
    {
      loadProcess: path.join(session.options.distFolder, "load.js"),
      signal,
      progress: (load) =>
        lab.progress({
          text: { en: "Sending hits", ru: "Отправляю запросы" },
          fraction: load.fraction,
          load,
        }),
    },
  );
  const [report, processCalls] = processEvery
    ? await processWhile(loading, { app, strategy, everyMs: processEvery, signal })
    : [await loading, 0];
  if (report.unknown > 0) await allArrived(inspection, strategy, signal);
  const ledger = storesIds
    ? judgeByName(
        { ...report, outcomeOf: outcomeNames(report.outcomeOf) },
        hitIdPrefix,
        await inspection.presentIds(hitIdPrefix),
      )
    : judgeCounter(report, keptSince(baseline, await inspection.counted(strategy)));

  const { outcomeOf, ...measured } = report;
  const result: LoadResult = {
    action: "load",
    run: session.runs.length + 1,
    strategy,
    model: "closed-loop",
    requests: requests ?? null,
    durationSeconds: parameters.duration ?? null,
    connections,
    processEveryMs: processEvery ?? null,
    processCalls,
    ...measured,
    ...ledger,
    environment: environmentOf(stack),
    abCommand: abCommand(target),
  };
  session.addRun({ result, baseline, startedAt });
  return result;
}

/** The last load's connections may still be closing; they would make refusals of this one. */
function connectionsGone(inspection: Inspection, signal: AbortSignal): Promise<void> {
  return standsStill(async () => {
    const { byState } = await inspection.connections();
    return byState.reduce((sum, { role, count }) => sum + (role === "surge_app" ? count : 0), 0);
  }, signal);
}

/** A hit without an answer may still be on its way. */
function allArrived(inspection: Inspection, strategy: string, signal: AbortSignal): Promise<void> {
  return standsStill(async () => {
    const { stored, pending } = await inspection.counted(strategy);
    return stored + pending;
  }, signal);
}
