import { z } from "zod";
import { LabError } from "../../common/lab-error.ts";
import { alike } from "../../common/language.ts";
import { listStrategies, type Strategy } from "../../inspection/app-client.ts";
import { crashedAt } from "../compare/guarantees.ts";
import { workersInTheWay } from "../crash/errors.ts";
import { type MatrixResult, noCrash } from "../crash/results.ts";
import { withWorkers } from "../crash/worker-line.ts";
import type { Lab, OldAction, Progress } from "../define.ts";
import { nothingToProcess } from "../errors.ts";
import { bufferedStrategyName } from "../parameters.ts";
import { orStackDeath } from "../session.ts";
import { findStrategy } from "../strategies/find-strategy.ts";
import { type CrashRow, crashRow } from "./crash-row.ts";

const parameters = z.strictObject({
  strategies: z
    .array(bufferedStrategyName)
    .min(1)
    .meta({
      about: {
        en: "The strategies to crash; without it, all that have something to process.",
        ru: "Стратегии, которые ждёт авария; если не указать — все, у которых есть что обрабатывать.",
      },
      examples: [["buffered"]],
    })
    .optional(),
  hits: z
    .int()
    .min(1)
    .max(1_000)
    .meta({
      about: {
        en: "How many hits wait in the buffer at each crash.",
        ru: "Сколько запросов ждёт в буфере к каждой аварии.",
      },
    })
    .default(100),
  repeat: z
    .int()
    .min(1)
    .max(200)
    .meta({
      about: {
        en: "How many times each crash is repeated.",
        ru: "Сколько раз повторить каждую аварию.",
      },
    })
    .default(1),
});

type Parameters = z.infer<typeof parameters>;

const cellAbout = (key: string) => `matrix.buffered.before-commit.${key}`;

export const matrix: OldAction<Parameters> = {
  name: "matrix",
  about: {
    en: "Kills a worker of each strategy at every place where a crash could hurt, starts another one, and shows what each crash costs.",
    ru: "Убивает обработчик каждой стратегии во всех точках, где авария опасна, запускает новый и показывает, чего стоила каждая авария.",
  },
  parameters,
  example: alike("matrix: { strategies: [ buffered, batched ] }"),
  values: {
    [cellAbout("lost")]: {
      about: {
        en: "The most hits that a crash at this place has lost. Other strategies and places likewise; `no-crash` is the control.",
        ru: "Больше всего запросов, потерянных при аварии в этой точке. Так же и с другими стратегиями и точками; `no-crash` — без аварии.",
      },
    },
    [cellAbout("duplicated")]: {
      about: {
        en: "The most hits that were counted twice after it.",
        ru: "Больше всего запросов, посчитанных после неё дважды.",
      },
    },
    [cellAbout("exact")]: {
      about: {
        en: "After how many of the repeated crashes every hit was accounted for.",
        ru: "После скольких повторов аварии учтён каждый запрос.",
      },
    },
    [cellAbout("pending")]: {
      about: {
        en: "The most hits that were still in the buffer at the end.",
        ru: "Больше всего запросов, оставшихся под конец в буфере.",
      },
    },
    [cellAbout("verdict")]: {
      about: {
        en: "The ledger's answer: `exact`, or the first that was not.",
        ru: "Итог подсчёта: `exact` или первый, который им не был.",
      },
      words: ["exact", "open", "lost", "duplicated", "lost-and-duplicated", "unexpected"],
    },
    crashes: {
      about: { en: "Workers that were killed.", ru: "Сколько обработчиков убито." },
    },
  },
  ages: true,
  async run(lab, parameters): Promise<MatrixResult> {
    const { stack, gone } = lab.session.require();
    const signal = AbortSignal.any([lab.signal, gone]);
    try {
      const known = await listStrategies(stack.endpoints.app, signal);
      return await crashAll(lab, chosen(parameters.strategies, known), parameters, signal);
    } catch (error) {
      throw orStackDeath(error, gone);
    }
  },
};

/** @throws LabError for a name that is not known, or has nothing to process. */
function chosen(names: readonly string[] | undefined, known: readonly Strategy[]): Strategy[] {
  if (!names) return known.filter(({ processes, available }) => processes && available !== false);
  return [...new Set(names)].map((name) => {
    const strategy = findStrategy(name, known);
    if (!strategy.processes) throw nothingToProcess(name);
    return strategy;
  });
}

async function crashAll(
  { session, progress }: Lab,
  strategies: readonly Strategy[],
  { hits, repeat, strategies: named }: Parameters,
  signal: AbortSignal,
): Promise<MatrixResult> {
  const { stack, inspection } = session.require();
  const busy = strategies.find(({ name }) => session.workers.isRunning(name));
  if (busy) throw workersInTheWay(busy.name);
  const begun = performance.now();
  const rows: Record<string, CrashRow> = {};
  const leftOut: MatrixResult["leftOut"][number][] = [];
  for (const [index, strategy] of strategies.entries()) {
    const { name } = strategy;
    session.closeRuns(name);
    const onRun = (place: string, share: number) =>
      progress(crashing(name, place, (index + share) / strategies.length));
    const bench = { app: stack.endpoints.app, inspection, strategy, signal };
    try {
      const row = await withWorkers(stack, name, signal, (workers) =>
        crashRow({ bench, workers, hits, repeat, onRun }),
      );
      rows[name] = row;
      session.addCrashes(name, crashedAt(row.cells));
    } catch (error) {
      if (named || !cannotBeCrashed(error)) throw error;
      leftOut.push({ strategy: name, code: error.code });
    }
  }
  return {
    action: "matrix",
    hits,
    repeat,
    matrix: Object.fromEntries(Object.entries(rows).map(([name, { cells }]) => [name, cells])),
    leftOut,
    crashes: Object.values(rows).reduce((sum, row) => sum + row.crashes, 0),
    durationMs: performance.now() - begun,
  };
}

/** It has no failpoint, or does not work at all. */
function cannotBeCrashed(error: unknown): error is LabError {
  return (
    error instanceof LabError && ["nothing-to-crash", "hits-refused", "batch-failed"].includes(error.code)
  );
}

function crashing(strategy: string, place: string, fraction: number): Progress {
  const text =
    place === noCrash
      ? { en: `${strategy}: without a crash`, ru: `${strategy}: без аварии` }
      : { en: `${strategy}: a crash at ${place}`, ru: `${strategy}: авария в точке ${place}` };
  return { text, fraction };
}
