import * as z from "zod";
import { alike, localizer } from "../../common/language.ts";
import { listStrategies } from "../../inspection/app-client.ts";
import { acceptHits, type Bench, emptyBuffer } from "../crash/batch.ts";
import { crashError } from "../crash/errors.ts";
import { withWorkers } from "../crash/worker-line.ts";
import { defineAction, type Lab } from "../define.ts";
import { differs } from "../discrepancy.ts";
import { bufferedStrategyName } from "../parameters.ts";
import { orStackDeath } from "../stack-death.ts";
import { findBufferedStrategy } from "../strategies/find-strategy.ts";
import { codeFile, requireSameSource, runningSource } from "../strategies/source.ts";
import { ledgerValues } from "../values.ts";
import { checkStep } from "./check.ts";
import { type Move, moves } from "./moves.ts";
import { result, type StepResult, type WalkStep } from "./result.ts";
import { Sources } from "./sources.ts";
import { stepView } from "./view.ts";
import { type Walk, walk } from "./walk.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

const say = localizer({ en, ru });

const parameters = z
  .strictObject({
    strategy: bufferedStrategyName,
    hits: z
      .int()
      .min(1)
      .max(1_000)
      .meta({ about: say(({ parameters }) => parameters.hits) })
      .default(10),
    moves: z
      .array(z.enum(moves))
      .meta({
        about: say(({ parameters }) => parameters.moves),
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
        params: { message: say(({ restartFirst, nobodyDied }) => (dead ? restartFirst : nobodyDied)) },
      });
      return;
    }
  });

type Parameters = z.infer<typeof parameters>;

export const step = defineAction({
  name: "step",
  needsOurApp: true,
  about: say(({ about }) => about),
  parameters,
  example: alike("step:\n  strategy: buffered\n  moves: [ next, next, next, kill, restart, run ]"),
  values: {
    ...ledgerValues,
    "steps.length": { about: say(({ values }) => values.steps) },
    "steps.1.ledger.lost": { about: say(({ values }) => values.lost) },
    "steps.1.place": {
      about: say(({ values }) => values.place),
      words: ["after-take", "before-commit", "after-commit", "before-acknowledge", "end", "dead"],
    },
  },
  ages: true,
  result,
  async run(lab, parameters): Promise<StepResult> {
    const { gone } = lab.session.require();
    try {
      return await walkOnce(lab, parameters, AbortSignal.any([lab.signal, gone]));
    } catch (error) {
      throw orStackDeath(error, gone);
    }
  },
  view: stepView,
  check: checkStep,
  checkAsked: ({ strategy, hits, steps }, { moves: asked, ...named }) => [
    ...differs("strategy", strategy, named.strategy),
    ...differs("hits", hits, named.hits),
    ...(asked ?? []).flatMap((move, at) =>
      differs(`steps.${at + 1}.move`, steps[at + 1]?.move ?? null, move),
    ),
  ],
});

async function walkOnce(
  lab: Lab,
  { strategy: name, hits, moves }: Parameters,
  signal: AbortSignal,
): Promise<StepResult> {
  const { session, progress } = lab;
  const { stack, inspection } = session.require(signal);
  const app = stack.endpoints.app;
  const source = await runningSource(session, name, signal);
  const strategy = findBufferedStrategy(name, await listStrategies(app, signal));
  if (session.workers.isRunning(name)) throw crashError("workers-in-the-way", { strategy: name });
  const bench: Bench = { app, inspection, strategy, signal };
  const sources = new Sources(codeFile(session, name));
  const walked = await withWorkers(stack, name, signal, async (workers) => {
    const first = await workers.start();
    await emptyBuffer(bench, first);
    progress({ text: say(({ progress }) => progress.accepting) });
    session.closeRuns(name);
    const batch = await acceptHits(bench, hits);
    const resultOf = (steps: Walk): StepResult => {
      const { ledger } = steps.at(-1) ?? steps[0];
      return {
        action: "step",
        strategy: name,
        ...(source && { source }),
        hits,
        sources: { ...sources.read },
        steps,
        ...ledger,
      };
    };
    const nextMove = async (steps: Walk, possible: readonly Move[]) => {
      if (moves) return moves[steps.length - 1];
      if (possible.length === 0) return undefined;
      return lab.nextMove ? lab.nextMove(resultOf(steps), possible, signal) : "next";
    };
    // A reader who is asked at each place sees the walk itself.
    const isAsking = lab.nextMove !== undefined && moves === undefined;
    const onStep = ({ place, line }: WalkStep) => {
      if (isAsking || line === null) return;
      progress({ text: say(({ progress }) => progress.workerAt(place)) });
    };
    return resultOf(await walk({ bench, batch, workers, sources, first, onStep, nextMove }));
  });
  await requireSameSource(session, name, source);
  return walked;
}
