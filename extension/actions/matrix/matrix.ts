import * as z from "zod";
import { LabError } from "../../common/lab-error.ts";
import { alike, localizer } from "../../common/language.ts";
import { listStrategies, type Strategy } from "../../inspection/app-client.ts";
import { noteCrashes } from "../compare/guarantees/note.ts";
import { crashedAt } from "../compare/guarantees/rows.ts";
import { crashError } from "../crash/errors.ts";
import { withWorkers } from "../crash/worker-line.ts";
import { defineAction, type Lab, type Progress } from "../define.ts";
import { differs } from "../discrepancy.ts";
import { bufferedStrategyName } from "../parameters.ts";
import { verdict } from "../result-parts.ts";
import { orStackDeath } from "../stack-death.ts";
import { findBufferedStrategy } from "../strategies/find-strategy.ts";
import { requireSameSource, runningSource, type Source } from "../strategies/source.ts";
import { noCrash } from "./cells.ts";
import { checkMatrix } from "./check.ts";
import { type CrashRow, crashRow } from "./crash-row.ts";
import { type MatrixResult, result } from "./result.ts";
import { matrixView } from "./view.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

const say = localizer({ en, ru });

const parameters = z.strictObject({
  strategies: z
    .array(bufferedStrategyName)
    .min(1)
    .meta({
      about: say(({ parameters }) => parameters.strategies),
      examples: [["buffered"]],
    })
    .optional(),
  hits: z
    .int()
    .min(1)
    .max(1_000)
    .meta({ about: say(({ parameters }) => parameters.hits) })
    .default(100),
  repeat: z
    .int()
    .min(1)
    .max(200)
    .meta({ about: say(({ parameters }) => parameters.repeat) })
    .default(1),
});

type Parameters = z.infer<typeof parameters>;

/** The key of a value, in a cell of the table that stands for all others. */
const keyOf = (value: string) => `matrix.buffered.before-commit.${value}`;

export const matrix = defineAction({
  name: "matrix",
  needsOurApp: true,
  about: say(({ about }) => about),
  parameters,
  example: alike("matrix: { strategies: [ buffered, batched ] }"),
  values: {
    [keyOf("lost")]: { about: say(({ values }) => values.lost) },
    [keyOf("duplicated")]: { about: say(({ values }) => values.duplicated) },
    [keyOf("exact")]: { about: say(({ values }) => values.exact) },
    [keyOf("pending")]: { about: say(({ values }) => values.pending) },
    [keyOf("verdict")]: { about: say(({ values }) => values.verdict), words: verdict.options },
    crashes: { about: say(({ values }) => values.crashes) },
  },
  ages: true,
  result,
  async run(lab, parameters): Promise<MatrixResult> {
    const { stack, gone } = lab.session.require();
    const signal = AbortSignal.any([lab.signal, gone]);
    try {
      // What is not loaded would not be among those that there are.
      for (const name of parameters.strategies ?? []) await runningSource(lab.session, name, signal);
      const known = await listStrategies(stack.endpoints.app, signal);
      return await crashAll(lab, chosen(parameters.strategies, known), parameters, signal);
    } catch (error) {
      throw orStackDeath(error, gone);
    }
  },
  view: matrixView,
  check: checkMatrix,
  checkAsked: ({ hits, repeat, matrix }, asked) => [
    ...differs("hits", hits, asked.hits),
    ...differs("repeat", repeat, asked.repeat),
    ...(asked.strategies
      ? differs("matrix", Object.keys(matrix).sort().join(), [...new Set(asked.strategies)].sort().join())
      : []),
  ],
});

/** @throws LabError for a name that is not known, or has nothing to process. */
function chosen(names: readonly string[] | undefined, known: readonly Strategy[]): Strategy[] {
  if (!names) return known.filter(({ processes, available }) => processes && available !== false);
  return [...new Set(names)].map((name) => findBufferedStrategy(name, known));
}

async function crashAll(
  { session, progress }: Lab,
  strategies: readonly Strategy[],
  { hits, repeat, strategies: named }: Parameters,
  signal: AbortSignal,
): Promise<MatrixResult> {
  const { stack, inspection } = session.require(signal);
  const busy = strategies.find(({ name }) => session.workers.isRunning(name));
  if (busy) throw crashError("workers-in-the-way", { strategy: busy.name });
  const begun = performance.now();
  const rows: Record<string, CrashRow> = {};
  const sources: Record<string, Source> = {};
  const leftOut: MatrixResult["leftOut"][number][] = [];
  for (const [index, strategy] of strategies.entries()) {
    const { name } = strategy;
    const source = await runningSource(session, name, signal);
    session.closeRuns(name);
    const onRun = (place: string, share: number) =>
      progress(crashing(name, place, (index + share) / strategies.length));
    const bench = { app: stack.endpoints.app, inspection, strategy, signal };
    try {
      const row = await withWorkers(stack, name, signal, (workers) =>
        crashRow({ bench, workers, hits, repeat, onRun }),
      );
      await requireSameSource(session, name, source);
      if (source) sources[name] = source;
      rows[name] = row;
      noteCrashes(session, name, crashedAt(row.cells, hits));
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
    ...(Object.keys(sources).length > 0 && { sources }),
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
  const text = say(({ progress }) =>
    place === noCrash ? progress.withoutCrash(strategy) : progress.crashAt(strategy, place),
  );
  return { text, fraction };
}
