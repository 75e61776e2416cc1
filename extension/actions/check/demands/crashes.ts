import { setTimeout as sleep } from "node:timers/promises";
import { alike } from "../../../common/language.ts";
import { withWorkers } from "../../crash/worker-line.ts";
import { isExact, noCrash } from "../../matrix/cells.ts";
import { crashRow } from "../../matrix/crash-row.ts";
import type { Demand, Trial } from "../trial.ts";
import { kept } from "./kept.ts";

/** Before the hits are stored, and after. A worker that marks only one side has a side on which it cannot be tried. */
const sides = [
  ["after-take", "before-commit"],
  ["after-commit", "before-acknowledge"],
];

/** The worker is killed at each failpoint in turn; the next one finds what it has left. */
export const survivesEachFailpoint: Demand = async (trial) => {
  const { stack, strategy, signal, random, app, inspection } = trial;
  const bench = { app, inspection, strategy, signal };
  const hits = random.whole(50, 150);
  const { cells } = await withWorkers(stack, strategy.name, signal, (workers) =>
    crashRow({ bench, workers, hits, repeat: 1, onRun: () => {} }),
  );
  const places = Object.keys(cells).filter((place) => place !== noCrash);
  if (!sides.every((side) => side.some((place) => places.includes(place))))
    return { passed: false, seen: { code: "fewPlaces", numbers: [], said: alike(places.join(", ")) } };
  for (const [place, cell] of Object.entries(cells)) {
    if (isExact(cell)) continue;
    const { lost, duplicated, pending, outcomes } = cell;
    const ledger = outcomes[0]?.ledger;
    return {
      passed: false,
      seen: { code: "crashCost", numbers: [lost, duplicated, pending], said: alike(place) },
      ...(ledger && { ledger }),
    };
  }
  return { passed: true, seen: { code: "crashed", numbers: [places.length] } };
};

const rounds = 3;

/** The worker is killed at moments that no failpoint marks. */
export const survivesAnyMoment: Demand = async (trial) => {
  for (let round = 0; round < rounds; round += 1) {
    const requests = trial.random.whole(100, 300);
    const run = await trial.load({ requests, connections: 20 });
    await killWorkerAfter(trial.random.whole(0, 40), trial);
    await trial.drain();
    const found = kept(await trial.judge(run));
    if (!found.passed) return found;
  }
  return { passed: true, seen: { code: "crashed", numbers: [rounds] } };
};

async function killWorkerAfter(ms: number, { stack, strategy, signal }: Trial): Promise<void> {
  const works = Promise.withResolvers<void>();
  const request = { file: "worker", args: [strategy.name, "0"] };
  const worker = await stack.run(request, (line) => {
    if (line.includes('"working"')) works.resolve();
  });
  try {
    await Promise.race([works.promise, worker.ended]);
    await sleep(ms, undefined, { signal });
  } finally {
    await worker.kill();
  }
}
