import type { LoadResult } from "../../extension/actions/load/result.ts";
import { steady } from "./disturbed-loads.ts";
import { sample } from "./loads.ts";

const pace = (strategy: string, run: number, share: number): LoadResult => {
  const ok = steady.ok * share;
  return {
    ...steady,
    strategy,
    run,
    attempted: ok,
    ok,
    stored: ok,
    requestsPerSecond: steady.requestsPerSecond * share,
    latencyBuckets: steady.latencyBuckets.map(({ upToMs, count }) => ({ upToMs, count: count * share })),
    samples: steady.samples.map(({ atMs, ok }) => sample(atMs, ok * share)),
  };
};

/** Its server was killed in the middle; 50 hits got no answer, and are not stored. */
const killed = (load: LoadResult, run: number, kill: "redis" | "rabbitmq", backMs: number): LoadResult => ({
  ...load,
  run,
  attempted: load.ok + 50,
  unknown: 50,
  verdict: "open",
  fault: { kill, signal: "SIGKILL", after: 2, recover: 1, killedMs: 2004, backMs },
  samples: load.samples.map(({ atMs, ok }, at) => sample(atMs, ok, 0, at === 2 ? 50 : 0)),
  failures: { timeout: 50 },
});

const [stream, rabbitmq] = [pace("stream", 1, 2), pace("rabbitmq", 2, 1)];

/** By their steps: what a student measures who compares Redis with a broker. */
export const buffersCompared = {
  "pace-stream": stream,
  "pace-rabbitmq": rabbitmq,
  "kill-redis": killed(stream, 3, "redis", 3120),
  "kill-rabbitmq": killed(rabbitmq, 4, "rabbitmq", 9350),
} as const satisfies Readonly<Record<string, LoadResult>>;
