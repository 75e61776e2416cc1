import type { Demand, Found } from "../trial.ts";
import { kept } from "./kept.ts";

/** A thousand hits from fifty clients are acknowledged; they may wait in a buffer. */
export const acceptsTheSurge: Demand = async (trial) =>
  kept((await trial.load({ requests: 1000, connections: 50 })).result, { wait: true });

/** Hits arrive while `process` is called again and again. */
export const keepsWhileProcessing: Demand = async (trial) => {
  const run = await trial.load({
    requests: trial.random.whole(600, 1200),
    connections: trial.random.whole(30, 60),
    processEvery: trial.random.whole(1, 5),
    trace: trial.traces,
  });
  await trial.drain();
  const ledger = await trial.judge(run);
  return kept(ledger, {}, { ...run, result: { ...run.result, ...ledger } });
};

/** Several calls of `process` find the same thousand hits. */
export const keepsWithTwo: Demand = async (trial) => {
  const run = await trial.load({ requests: 1000, connections: 50 });
  const calls = Array.from({ length: trial.random.whole(2, 4) }, () => trial.process());
  // One that has lost the race may be refused: what counts is where the hits are.
  await Promise.allSettled(calls);
  await trial.drain();
  return kept(await trial.judge(run));
};

/** Of the speed at which the class's own buffer accepts, in the same minute. */
const leastShare = 0.5;

export const keepsThroughput: Demand = async (trial) => {
  const own = trial.strategy.name;
  const best = new Map<string, number>();
  for (const name of [own, "buffered", "buffered", own]) {
    const { result } = await trial.load({ duration: 1, connections: 50, processEvery: 100 }, name);
    best.set(name, Math.max(best.get(name) ?? 0, result.requestsPerSecond));
  }
  const share = (best.get(own) ?? 0) / (best.get("buffered") || 1);
  return {
    passed: share >= leastShare,
    seen: { code: "share", numbers: [Math.round(share * 100), leastShare * 100] },
  };
};

/** An app that is not ours is compared with nobody: its `process` may not hold up its hits, which wait in a buffer till then. */
export const keepsItsSpeed: Demand = async (trial) => {
  const load = { duration: 1, connections: 50 };
  const alone: number[] = [];
  const beside: number[] = [];
  for (const [speeds, more] of [
    [alone, {}],
    [beside, { processEvery: 10 }],
    [beside, { processEvery: 10 }],
    [alone, {}],
  ] as const) {
    const { result } = await trial.load({ ...load, ...more });
    if (speeds === alone && result.pending === 0)
      return { passed: false, seen: { code: "notBuffered", numbers: [] }, ledger: result };
    speeds.push(result.requestsPerSecond);
    await trial.drain();
  }
  const share = Math.max(...beside) / (Math.max(...alone) || 1);
  return {
    passed: share >= leastShare,
    seen: { code: "shareOfOwn", numbers: [Math.round(share * 100), leastShare * 100] },
  };
};

/** How many hits may wait. */
const limit = 1000;

/** Clients at once: a limit that is looked at before the hit is put in does not fail every time. */
const crowds = [50, 100, 200] as const;

/** Fifteen hundred hits come, and nobody processes. */
export const boundsTheBuffer: Demand = async (trial) => {
  const boundsWith = async (connections: number): Promise<Found> => {
    await trial.lab.session.zero(trial.signal);
    const { result } = await trial.load({ requests: 1500, connections });
    const seen = (code: "overLimit" | "underLimit" | "unanswered", count: number) => ({
      passed: false,
      seen: { code, numbers: [count, limit] },
      ledger: result,
    });
    if (Math.max(result.ok, result.pending) > limit)
      return seen("overLimit", Math.max(result.ok, result.pending));
    if (result.unknown > 0) return seen("unanswered", result.unknown);
    if (result.ok < limit) return seen("underLimit", result.ok);
    return kept(result, { refuse: true, wait: true });
  };
  let found = await boundsWith(crowds[0]);
  for (const connections of crowds.slice(1)) if (found.passed) found = await boundsWith(connections);
  return found;
};

/** A full buffer that is emptied takes hits again. */
export const acceptsAgain: Demand = async (trial) => {
  const full = await trial.load({ requests: 1500, connections: 50 });
  await trial.drain();
  const emptied = kept(await trial.judge(full), { refuse: true });
  if (!emptied.passed) return emptied;
  return kept((await trial.load({ requests: 500, connections: 50 })).result, { wait: true });
};

/** Hits accepted before the app is killed are stored, or still in the buffer. */
export const bufferOutlivesTheApp: Demand = async (trial) => {
  const fault = { kill: "app", after: trial.random.seconds(0.2, 0.8), recover: 0.2 } as const;
  const { result } = await trial.load({ duration: 1, connections: 10, fault });
  return kept(result, { refuse: true, wait: true });
};
