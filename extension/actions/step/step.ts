import { z } from "zod";
import { alike } from "../../common/language.ts";
import { listStrategies } from "../../inspection/app-client.ts";
import { acceptHits, type Bench, emptyBuffer } from "../crash/batch.ts";
import { workersInTheWay } from "../crash/errors.ts";
import { type Move, moves, type StepResult, type WalkStep } from "../crash/results.ts";
import { withWorkers } from "../crash/worker-line.ts";
import type { Lab, OldAction } from "../define.ts";
import { nothingToProcess } from "../errors.ts";
import { bufferedStrategyName } from "../parameters.ts";
import { orStackDeath } from "../session.ts";
import { findStrategy } from "../strategies/find-strategy.ts";
import { ledgerValues } from "../values.ts";
import { Sources } from "./sources.ts";
import { type Walk, walk } from "./walk.ts";

const parameters = z
  .strictObject({
    strategy: bufferedStrategyName,
    hits: z
      .int()
      .min(1)
      .max(1_000)
      .meta({
        about: {
          en: "How many hits are accepted before the walk; they are its batch.",
          ru: "Сколько запросов принять перед обходом: они и составят пачку.",
        },
      })
      .default(10),
    moves: z
      .array(z.enum(moves))
      .meta({
        about: {
          en: "The walk, move by move: `next` goes to the next place, `kill` kills the worker there (SIGKILL), `restart` starts a new one, `run` goes to the end. Without it the editor asks at every place, and elsewhere the walk goes through all places.",
          ru: "Обход ход за ходом: `next` — до следующей точки, `kill` — убить обработчик на месте (SIGKILL), `restart` — запустить новый, `run` — до конца. Без `moves` редактор спрашивает на каждой точке, а вне его обход идёт через все точки.",
        },
        examples: [["next", "kill", "restart", "run"]],
      })
      .optional(),
  })
  .superRefine(({ moves: all = [] }, context) => {
    for (const [index, move] of all.entries()) {
      const dead = all.slice(0, index).findLast((each) => each === "kill" || each === "restart") === "kill";
      if (dead === (move === "restart")) continue;
      context.addIssue({
        code: "custom",
        path: ["moves", index],
        params: { message: dead ? restartFirst : nobodyDied },
      });
      return;
    }
  });

const restartFirst = {
  en: "The worker is dead by then: only `restart` can follow a `kill`.",
  ru: "К этому времени обработчик убит: после `kill` возможен только `restart`.",
};
const nobodyDied = {
  en: "The worker is alive by then: `restart` comes after a `kill`.",
  ru: "К этому времени обработчик жив: `restart` возможен только после `kill`.",
};

type Parameters = z.infer<typeof parameters>;

export const step: OldAction<Parameters> = {
  name: "step",
  about: {
    en: "Walks a worker through one batch, place by place, and shows what Redis and PostgreSQL hold at each; the worker can be killed at any.",
    ru: "Проводит обработчик через одну пачку точка за точкой и показывает, что на каждой хранят Redis и PostgreSQL; убить обработчик можно в любой.",
  },
  parameters,
  example: alike("step:\n  strategy: buffered\n  moves: [ next, next, next, kill, restart, run ]"),
  values: {
    ...ledgerValues,
    "steps.length": {
      about: {
        en: "How many places the walk came to, its beginning included.",
        ru: "Сколько точек в обходе, считая начало.",
      },
    },
    "steps.1.ledger.lost": {
      about: {
        en: "What is lost if the worker dies at the first place. Other places and keys of the ledger likewise.",
        ru: "Сколько потеряно, если обработчик умрёт в первой точке. Так же и с другими точками и ключами подсчёта.",
      },
    },
    "steps.1.place": {
      about: { en: "The name of the first place.", ru: "Название первой точки." },
      words: ["after-take", "before-commit", "after-commit", "before-acknowledge", "end", "dead"],
    },
  },
  ages: true,
  async run(lab, parameters): Promise<StepResult> {
    const { gone } = lab.session.require();
    try {
      return await walkOnce(lab, parameters, AbortSignal.any([lab.signal, gone]));
    } catch (error) {
      throw orStackDeath(error, gone);
    }
  },
};

async function walkOnce(
  lab: Lab,
  { strategy: name, hits, moves }: Parameters,
  signal: AbortSignal,
): Promise<StepResult> {
  const { session, progress } = lab;
  const { stack, inspection } = session.require();
  const app = stack.endpoints.app;
  const strategy = findStrategy(name, await listStrategies(app, signal));
  if (!strategy.processes) throw nothingToProcess(name);
  if (session.workers.isRunning(name)) throw workersInTheWay(name);
  const bench: Bench = { app, inspection, strategy, signal };
  const sources = new Sources(session.options.stackFolder);
  return withWorkers(stack, name, signal, async (workers) => {
    const first = await workers.start();
    await emptyBuffer(bench, first);
    progress({ text: { en: "Accepting the hits", ru: "Принимаю запросы" } });
    session.closeRuns(name);
    const batch = await acceptHits(bench, hits);
    const resultOf = (steps: Walk): StepResult => {
      const { ledger } = steps.at(-1) ?? steps[0];
      return { action: "step", strategy: name, hits, sources: { ...sources.read }, steps, ...ledger };
    };
    const nextMove = async (steps: Walk, possible: readonly Move[]) => {
      if (moves) return moves[steps.length - 1];
      if (possible.length === 0) return undefined;
      return lab.nextMove ? lab.nextMove(resultOf(steps), possible, signal) : "next";
    };
    // Who is asked at each place sees the walk itself.
    const isAsking = lab.nextMove !== undefined && moves === undefined;
    const onStep = ({ place, line }: WalkStep) => {
      if (isAsking || line === null) return;
      progress({ text: { en: `The worker is at ${place}`, ru: `Обработчик в точке ${place}` } });
    };
    return resultOf(await walk({ bench, batch, workers, sources, first, onStep, nextMove }));
  });
}
