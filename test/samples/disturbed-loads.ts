import type { LoadPause, LoadResult } from "../../extension/actions/load/result.ts";
import { buckets, naive, sample } from "./loads.ts";

export const steady: LoadResult = {
  ...naive,
  run: 5,
  strategy: "atomic",
  requests: null,
  durationSeconds: 10,
  attempted: 24_300,
  ok: 24_300,
  failed: 0,
  stored: 24_300,
  lost: 0,
  verdict: "exact",
  durationMs: 10_000,
  requestsPerSecond: 2430,
  latencyMs: { p50: 13.6, p90: 20.1, p99: 29, max: 1019 },
  latencyBuckets: buckets(
    [8, 300],
    [10, 2600],
    [12.5, 6200],
    [16, 7350],
    [20, 5400],
    [25, 2000],
    [31.5, 360],
    [40, 40],
    ...[50, 63, 80, 100, 125, 160, 200, 250, 315, 400, 500, 630, 800].map((upToMs) => [upToMs, 0] as const),
    [1000, 20],
    [1250, 30],
  ),
  samples: [2700, 2700, 60, 2640, ...Array(6).fill(2700)].map((ok, second) =>
    sample(1000 * (second + 1), ok),
  ),
  failures: {},
};

/** The app was frozen for a second in the middle of both: what the closed loop sees of it, and the open loop. */
const freeze: LoadPause = { service: "app", after: 2, ms: 1000, fromMs: 2004, untilMs: 3007 };

export const frozenClosed: LoadResult = { ...steady, pause: freeze };

/** PostgreSQL stood still for longer than the clients waited: they tried again, and both attempts were stored. */
export const retried: LoadResult = {
  ...steady,
  run: 8,
  strategy: "append",
  timeoutSeconds: 1,
  pause: { service: "postgres", after: 2, ms: 2000, fromMs: 2004, untilMs: 4007 },
  retry: { times: 3, sameId: true, backoff: 100, jitter: true },
  attempted: 24_350,
  ok: 24_300,
  unknown: 50,
  stored: 24_350,
  duplicated: 50,
  byName: true,
  unexpected: 0,
  verdict: "duplicated",
  intents: {
    attempted: 24_300,
    ok: 24_300,
    failed: 0,
    unknown: 0,
    stored0: 0,
    stored1: 24_250,
    storedMore: 50,
  },
  failures: { timeout: 50 },
  samples: [2700, 2700, 60, 2640, ...Array(6).fill(2700)].map((ok, second) =>
    sample(1000 * (second + 1), ok, 0, second === 2 ? 50 : 0),
  ),
  abCommand: null,
};

/** Redis was killed in the middle and came back, and a strategy without Redis did not notice. */
export const killedRedis: LoadResult = {
  ...steady,
  run: 7,
  fault: { kill: "redis", signal: "SIGKILL", after: 2, recover: 1, killedMs: 2004, backMs: 3120 },
};

export const frozenOpen: LoadResult = {
  ...frozenClosed,
  run: 6,
  model: "open-loop",
  attempted: 5000,
  ok: 5000,
  stored: 5000,
  durationMs: 9999,
  requestsPerSecond: 500.05,
  latencyMs: { p50: 2.1, p90: 22, p99: 903, max: 1004 },
  latencyBuckets: buckets(
    [1.6, 400],
    [2, 1900],
    [2.5, 1500],
    [3.15, 520],
    [4, 100],
    [5, 40],
    [6.3, 20],
    [8, 5],
    [10, 4],
    [12.5, 3],
    [16, 3],
    [20, 3],
    [25, 4],
    [31.5, 4],
    [40, 5],
    [50, 6],
    [63, 7],
    [80, 9],
    [100, 11],
    [125, 13],
    [160, 18],
    [200, 20],
    [250, 25],
    [315, 33],
    [400, 43],
    [500, 50],
    [630, 65],
    [800, 85],
    [1000, 103],
    [1250, 1],
  ),
  samples: [500, 500, 0, 1000, ...Array(6).fill(500)].map((ok, second) =>
    sample(second === 9 ? 9999 : 1000 * (second + 1), ok),
  ),
  openLoop: {
    rate: 500,
    sentPerSecond: 499.9,
    waited: 450,
    serviceMs: { p50: 1.8, p90: 3, p99: 21, max: 1002 },
  },
  abCommand: null,
};
