import { type Batch, type Bench, drain, judgeBatch } from "../crash/batch.ts";
import { crashError } from "../crash/errors.ts";
import type { Stepper, Stop } from "../crash/stepper.ts";
import type { WorkerLine } from "../crash/worker-line.ts";
import { type Move, possibleMoves } from "./moves.ts";
import type { WalkStep } from "./result.ts";
import type { Sources } from "./sources.ts";

interface WalkOptions {
  readonly bench: Bench;
  readonly batch: Batch;
  readonly workers: WorkerLine;
  readonly sources: Sources;
  /** The first worker: it has not begun its batch. */
  readonly first: Stepper;
  /** Called after each step. */
  readonly onStep: (step: WalkStep) => void;
  /** The next move; undefined: no more of them. */
  readonly nextMove: (steps: Walk, possible: readonly Move[]) => Promise<Move | undefined>;
}

/** The first step is the one before any move. */
export type Walk = readonly [WalkStep, ...WalkStep[]];

type Found = Pick<WalkStep, "place" | "file" | "line" | "failed">;

const nowhere = { file: null, line: null, failed: null };

/** Walks one batch from place to place. A worker that is still on its way when the moves end goes to the end. */
export async function walk(options: WalkOptions): Promise<Walk> {
  const { workers, nextMove } = options;
  let worker = options.first;
  let here: Found = { place: "begin", ...nowhere };
  const arrive = async (move: Move | null): Promise<WalkStep> => {
    const step = { move, worker: workers.count, ...here, ...(await lookAround(options)) };
    options.onStep(step);
    return step;
  };

  let steps: Walk = [await arrive(null)];
  for (;;) {
    const possible = possibleMoves(here.place);
    const asked = await nextMove(steps, possible);
    if (asked !== undefined && !possible.includes(asked)) {
      throw crashError("move-not-possible", { move: asked, number: steps.length });
    }
    const move = asked ?? (possible.includes("run") ? "run" : undefined);
    if (move === undefined) return steps;
    if (move === "restart") worker = await workers.start();
    here = await made(move, worker, options);
    steps = [...steps, await arrive(move)];
  }
}

async function made(move: Move, worker: Stepper, { bench, workers, sources }: WalkOptions): Promise<Found> {
  switch (move) {
    case "restart":
      return { place: "begin", ...nowhere };
    case "kill":
      await workers.kill();
      return { place: "dead", ...nowhere };
    case "run":
      return found((await drain(bench, worker)).last, sources);
    case "next":
      return found(await worker.next(), sources);
  }
}

async function found(stop: Stop, sources: Sources): Promise<Found> {
  if ("failed" in stop) return { ...nowhere, place: "end", failed: stop.failed };
  if ("processed" in stop) return { ...nowhere, place: "end" };
  await sources.add(stop.file);
  return { place: stop.at, file: stop.file, line: stop.line, failed: null };
}

/** What Redis and PostgreSQL hold, read over the lab's own connections: they do not see what is not committed. */
async function lookAround({ bench, batch, sources }: WalkOptions) {
  const { inspection, strategy } = bench;
  const source = await sources.add(sources.own);
  const belongs = (key: string) => key.startsWith(`surge:${strategy.name}:`) || source.includes(`"${key}"`);
  const held = await inspection.held(strategy.name, belongs);
  return { ...held, ledger: await judgeBatch(inspection, batch) };
}
