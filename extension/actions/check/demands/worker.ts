import { setTimeout as sleep } from "node:timers/promises";
import { holdWrites } from "../../../inspection/hold-writes.ts";
import { ServerAccess } from "../../../inspection/server-access.ts";
import { apps } from "../../../stack/apps.ts";
import { anotherOwnApp } from "../../../stack/own-app/contract.ts";
import type { AppProgram } from "../../../stack/stack.ts";
import type { Run } from "../../run.ts";
import { appOf } from "../../session.ts";
import type { Demand, Found, Trial } from "../trial.ts";
import { kept } from "./kept.ts";

/** A worker that comes every 5 s has come by then, and has had time for its work. Milliseconds. */
const comesWithin = 8_000;
/** How often it is looked whether it has. */
const lookEvery = 50;

/** What is accepted is in PostgreSQL a little later, though nobody calls `process`. */
export const emptiesByItself: Demand = async (trial) => {
  const run = await trial.load({ requests: 1000, connections: 50 });
  const accepted = kept(run.result, { wait: true });
  return accepted.passed ? emptied(trial, run) : accepted;
};

/** A run of the worker waits for a lock of somebody else, while hits go on arriving. */
export const keepsWhileSlow: Demand = async (trial) => {
  const [run] = await Promise.all([
    trial.load({ rate: trial.random.whole(60, 120), duration: 8, connections: 20 }),
    slowRun(trial, () => sleep(2_000, undefined, { signal: trial.signal })),
  ]);
  return emptied(trial, run);
};

/** PostgreSQL is away for longer than the interval: hits are accepted, and the worker comes back after its failure. */
export const outlivesAnOutage: Demand = async (trial) => {
  // An orderly stop leaves no doubt about what was committed.
  const fault = { kill: "postgres", signal: "SIGTERM", after: 1, recover: 5.5 } as const;
  return emptied(trial, await trial.load({ rate: 50, duration: 8, connections: 50, fault }));
};

/** Two instances of the app start together and come to the same hits: what the first does not finish in time meets the second. */
export const worksTwice: Demand = async (trial) => {
  const { stack, lab } = trial;
  await stack.kill("app", "SIGKILL");
  const [second] = await Promise.all([secondApp(trial), lab.session.recover("app")]);
  try {
    const [run] = await Promise.all([
      trial.load({ requests: trial.random.whole(600, 1200), connections: 50 }),
      slowRun(trial, async (waiting) => {
        // The app gives a statement 3 s.
        for (const end = performance.now() + 2_500; performance.now() < end && (await waiting()) < 2; )
          await sleep(lookEvery, undefined, { signal: trial.signal });
      }),
    ]);
    const found = await emptied(trial, run);
    if (!found.passed) return found;
    await second.end();
    return kept(await trial.judge(run));
  } finally {
    await second.kill();
  }
};

/** How long the app may take to stop before it ends itself by force, milliseconds. */
const stopsWithin = 6_000;

/** The app is told to stop in the middle of a run of its worker. */
export const stopsCleanly: Demand = async (trial) => {
  const { stack, lab, random, signal } = trial;
  const run = await trial.load({ requests: random.whole(200, 600), connections: 20 });
  let gone = Promise.resolve(0);
  try {
    await slowRun(trial, async () => {
      const begun = performance.now();
      gone = stack.kill("app", "SIGTERM").then(() => performance.now() - begun);
      await sleep(random.whole(200, 800), undefined, { signal });
    });
  } finally {
    // Also where a cancel has ended the wait.
    await gone;
    await lab.session.recover("app");
  }
  if ((await gone) >= stopsWithin) return { passed: false, seen: { code: "byForce", numbers: [6] } };
  return emptied(trial, run);
};

/** Waits until a run of the worker stands still because it cannot write, and then lets `meanwhile` happen. */
async function slowRun(
  { stack, signal }: Trial,
  meanwhile: (waiting: () => Promise<number>) => Promise<unknown>,
): Promise<void> {
  await holdWrites(new ServerAccess(stack, signal), async ({ waiting }) => {
    for (const end = performance.now() + comesWithin; (await waiting()) === 0; ) {
      if (performance.now() > end) return;
      await sleep(lookEvery, undefined, { signal });
    }
    await meanwhile(waiting);
  });
}

async function emptied(trial: Trial, run: Run): Promise<Found> {
  const { inspection, strategy, signal } = trial;
  try {
    for (const end = performance.now() + comesWithin; performance.now() < end; ) {
      if ((await inspection.counted(strategy.name)).pending === 0) break;
      await sleep(lookEvery, undefined, { signal });
    }
    return kept(await trial.judge(run));
  } catch (error) {
    // A buffer with less than nothing in it is no answer; that more is stored than was sent is one.
    const { ok, unknown } = run.result;
    const stored = (await inspection.stored()).get(strategy.name) ?? 0;
    const more = stored - run.baseline.stored - ok - unknown;
    if (more <= 0) throw error;
    return { passed: false, seen: { code: "duplicated", numbers: [more] } };
  }
}

/** Resolves when it listens, on a port of its own. */
async function secondApp({ stack, lab, signal }: Trial): Promise<AppProgram> {
  if (stack.composition.own) return stack.run({ file: anotherOwnApp, args: [] }, () => {});
  const listens = Promise.withResolvers<void>();
  const file = `server${apps[appOf(lab.session)].extension}`;
  const program = await stack.run({ file, args: [] }, (line) => {
    if (line.startsWith('{"listening"')) listens.resolve();
  });
  const cancelled = new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
  await Promise.race([listens.promise, program.ended, cancelled]);
  return program;
}
