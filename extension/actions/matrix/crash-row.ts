import { setTimeout as sleep } from "node:timers/promises";
import type { Ledger } from "../../ledger/ledger.ts";
import { acceptHits, type Bench, drain, emptyBuffer, judgeBatch } from "../crash/batch.ts";
import { crashError } from "../crash/errors.ts";
import type { Stepper, Stop } from "../crash/stepper.ts";
import type { WorkerLine } from "../crash/worker-line.ts";
import { alikeLedgers, matrixCell, noCrash } from "./cells.ts";
import type { MatrixCell } from "./result.ts";

/** How long a worker may take to get hits: a broker delivers them a moment later. Milliseconds. */
const takesWithin = 20_000;

interface RowOptions {
  readonly bench: Bench;
  readonly workers: WorkerLine;
  readonly hits: number;
  readonly repeat: number;
  /** Called before each run: where it will crash, and how far the row has come, from 0 to 1. */
  readonly onRun: (place: string, share: number) => void;
}

export interface CrashRow {
  readonly cells: Readonly<Record<string, MatrixCell>>;
  readonly crashes: number;
}

/** One strategy: a run without a crash, which finds the places, then `repeat` runs with a crash at each of them. */
export async function crashRow(options: RowOptions): Promise<CrashRow> {
  const { bench, workers, repeat, onRun } = options;
  let worker = await workers.start();
  await emptyBuffer(bench, worker);
  onRun(noCrash, 0);
  const control = await controlRun(options, worker);
  const { places } = control;
  if (places.length === 0) throw crashError("nothing-to-crash", { strategy: bench.strategy.name });
  const cells: Record<string, MatrixCell> = { [noCrash]: matrixCell(alikeLedgers([control.ledger])) };
  let crashes = 0;
  for (const [index, place] of places.entries()) {
    const ledgers: Ledger[] = [];
    for (let run = 0; run < repeat; run += 1) {
      onRun(place, (1 + index * repeat + run) / (1 + places.length * repeat));
      const batch = await acceptHits(bench, options.hits);
      await goTo(place, worker, bench);
      if ((await workers.kill()) === "SIGKILL") crashes += 1;
      worker = await workers.start();
      await drain(bench, worker);
      ledgers.push(await judgeBatch(bench.inspection, batch));
    }
    cells[place] = matrixCell(alikeLedgers(ledgers));
  }
  return { cells, crashes };
}

async function controlRun({ bench, hits }: RowOptions, worker: Stepper) {
  const batch = await acceptHits(bench, hits);
  const places = new Set<string>();
  for await (const stop of stopsOf(worker, bench)) {
    if ("at" in stop) places.add(stop.at);
    else if ("failed" in stop) {
      throw crashError("batch-failed", { strategy: bench.strategy.name, ...stop.failed });
    } else if (places.size > 0 || (await isEmpty(bench))) break;
  }
  await drain(bench, worker);
  return { places: [...places], ledger: await judgeBatch(bench.inspection, batch) };
}

async function isEmpty({ inspection, strategy }: Bench): Promise<boolean> {
  return (await inspection.counted(strategy.name)).pending === 0;
}

/** Until the worker stands there. @throws LabError `failpoint-not-reached` */
async function goTo(place: string, worker: Stepper, bench: Bench): Promise<void> {
  for await (const stop of stopsOf(worker, bench)) if ("at" in stop && stop.at === place) return;
  throw crashError("failpoint-not-reached", { strategy: bench.strategy.name, place });
}

/** Where the worker stops, batch after batch, for as long as it may take. */
async function* stopsOf(worker: Stepper, { signal }: Bench): AsyncGenerator<Stop> {
  for (const end = performance.now() + takesWithin; performance.now() < end; ) {
    signal.throwIfAborted();
    const stop = await worker.next();
    yield stop;
    if (!("at" in stop)) await sleep(100, undefined, { signal });
  }
}
