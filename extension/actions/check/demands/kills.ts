import { setTimeout as sleep } from "node:timers/promises";
import { holdRedisWrites, holdWrites } from "../../../inspection/hold-writes.ts";
import { ServerAccess } from "../../../inspection/server-access.ts";
import type { Demand, Trial } from "../trial.ts";
import { kept } from "./kept.ts";

/** How many times the app is killed at a moment that is drawn. */
const drawnKills = 4;
/** How long a `process` may take until it writes, and until that is stored. Milliseconds. */
const writesWithin = 3_000;
const lookEvery = 10;

/**
 * An app that is not ours marks no failpoints. What the servers see of it shows where it is: it is killed while it waits
 * to write to PostgreSQL, then once that is stored and it waits to write to Redis, and then at moments that are drawn.
 */
export const survivesKills: Demand = async (trial) => {
  let usual = 0;
  const moments = [whileItStores, onceItHasStored, ...Array.from({ length: drawnKills }, () => atAMoment)];
  for (const [index, kill] of [atItsEnd, ...moments].entries()) {
    const run = await trial.load({ requests: trial.random.whole(100, 300), connections: 20 });
    const begun = performance.now();
    let asked: Promise<unknown> = Promise.resolve();
    const ask = () => {
      asked = trial.process().catch(() => 0);
      return asked;
    };
    try {
      await kill(trial, ask, usual);
      if (index === 0) usual = Math.ceil(performance.now() - begun);
      await trial.stack.kill("app", "SIGKILL");
      await asked;
    } finally {
      await trial.lab.session.recover("app");
    }
    await trial.drain();
    const found = kept(await trial.judge(run));
    if (!found.passed) return found;
  }
  return { passed: true, seen: { code: "killed", numbers: [moments.length] } };
};

/** Calls `process`, and is over when the app is to be killed. */
type Moment = (trial: Trial, ask: () => Promise<unknown>, usual: number) => Promise<unknown>;

/** It shows how long a `process` takes that nobody disturbs. */
const atItsEnd: Moment = (_, ask) => ask();

const atAMoment: Moment = async ({ random, signal }, ask, usual) => {
  void ask();
  await sleep(random.whole(0, usual), undefined, { signal });
};

/** Its statement dies with it, as if it had not been sent yet. */
const whileItStores: Moment = (trial, ask) =>
  storing(trial, ask, async (end) => {
    await trial.stack.kill("app", "SIGKILL");
    await end();
  });

/** Redis is held before PostgreSQL is let go: what the app writes there after its commit waits, and dies with it. */
const onceItHasStored: Moment = async (trial, ask) => {
  const { stack, inspection, strategy, signal } = trial;
  const stored = async () => (await inspection.stored()).get(strategy.name);
  const isHeld = Promise.withResolvers<void>();
  const letGo = Promise.withResolvers<void>();
  const holding = storing(trial, ask, () => {
    isHeld.resolve();
    return letGo.promise;
  });
  await Promise.race([isHeld.promise, holding]);
  try {
    await holdRedisWrites(new ServerAccess(stack), async () => {
      const before = await stored();
      letGo.resolve();
      for (
        const end = performance.now() + writesWithin;
        performance.now() < end && (await stored()) === before;
      )
        await sleep(lookEvery, undefined, { signal });
      await stack.kill("app", "SIGKILL");
    });
  } finally {
    letGo.resolve();
    await holding;
  }
};

/** Lets `meanwhile` happen once the app waits because it cannot write to PostgreSQL, or has ended without a write. */
function storing(
  { stack, signal }: Trial,
  ask: () => Promise<unknown>,
  meanwhile: (endWaiting: () => Promise<unknown>) => Promise<unknown>,
): Promise<void> {
  return holdWrites(new ServerAccess(stack, signal), async ({ waiting, end: endWaiting }) => {
    let isOver = false;
    void ask().then(() => {
      isOver = true;
    });
    for (
      const end = performance.now() + writesWithin;
      !isOver && performance.now() < end && (await waiting()) === 0;
    )
      await sleep(lookEvery, undefined, { signal });
    await meanwhile(endWaiting);
  });
}
