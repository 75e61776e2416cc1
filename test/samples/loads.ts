import type { LoadResult } from "../../extension/actions/load/result.ts";
import type { Slice } from "../../extension/actions/load/slices.ts";
import type { LoadProgress } from "../../extension/load/load.ts";
import { environment } from "./stack.ts";

export const buckets = (...counts: readonly (readonly [upToMs: number, count: number])[]) =>
  counts.map(([upToMs, count]) => ({ upToMs, count }));

export const sample = (atMs: number, ok: number, failed = 0, unknown = 0) => ({
  atMs,
  attempted: ok + failed + unknown,
  ok,
  failed,
  unknown,
});

export const naive: LoadResult = {
  action: "load",
  run: 1,
  strategy: "naive",
  model: "closed-loop",
  requests: 1000,
  durationSeconds: null,
  connections: 50,
  processEveryMs: null,
  processCalls: 0,
  attempted: 1000,
  ok: 527,
  failed: 473,
  unknown: 0,
  stored: 81,
  pending: 0,
  lost: 446,
  duplicated: 0,
  recovered: 0,
  byName: false,
  verdict: "lost",
  durationMs: 2790,
  requestsPerSecond: 188.9,
  latencyMs: { p50: 112, p90: 301, p99: 478, max: 644 },
  latencyBuckets: buckets(
    [16, 1],
    [20, 0],
    [25, 10],
    [31.5, 10],
    [40, 36],
    [50, 43],
    [63, 68],
    [80, 104],
    [100, 116],
    [125, 160],
    [160, 163],
    [200, 124],
    [250, 72],
    [315, 49],
    [400, 19],
    [500, 14],
    [630, 9],
    [800, 2],
  ),
  samples: [sample(1000, 150, 246), sample(2000, 212, 140), sample(2790, 165, 87)],
  failures: { "53300": 473 },
  generator: { cpuShare: 0.38, machineShare: 0.19, busyShare: 0.41 },
  environment,
  abCommand: "ab -l -m POST -n 1000 -c 50 http://127.0.0.1:41873/naive/hit",
};

export const batched: LoadResult = {
  ...naive,
  run: 2,
  strategy: "batched",
  ok: 1000,
  failed: 0,
  stored: 0,
  pending: 1000,
  lost: 0,
  verdict: "exact",
  durationMs: 152,
  requestsPerSecond: 6578.9,
  latencyMs: { p50: 6, p90: 11, p99: 18, max: 40 },
  latencyBuckets: buckets(
    [2, 5],
    [2.5, 21],
    [3.15, 57],
    [4, 102],
    [5, 167],
    [6.3, 178],
    [8, 198],
    [10, 134],
    [12.5, 77],
    [16, 44],
    [20, 13],
    [25, 2],
    [31.5, 0],
    [40, 1],
  ),
  samples: [sample(152, 1000)],
  failures: {},
  abCommand: "ab -l -m POST -n 1000 -c 50 http://127.0.0.1:41873/batched/hit",
};

export const interrupted: LoadResult = {
  ...naive,
  run: 3,
  strategy: "atomic",
  requests: null,
  durationSeconds: 10,
  attempted: 30_120,
  ok: 30_070,
  failed: 0,
  unknown: 50,
  stored: 30_092,
  lost: 0,
  recovered: 22,
  verdict: "open",
  durationMs: 10_004,
  requestsPerSecond: 3005.8,
  latencyMs: { p50: 15, p90: 21, p99: 29, max: 80 },
  latencyBuckets: buckets(
    [6.3, 1],
    [8, 55],
    [10, 891],
    [12.5, 5130],
    [16, 12430],
    [20, 8679],
    [25, 2602],
    [31.5, 276],
    [40, 6],
    [50, 0],
    [63, 0],
    [80, 1],
  ),
  samples: [
    ...[1980, 2870, 3140, 3160, 3240, 3090, 3210, 2410, 3480, 3490].map((ok, second) =>
      sample(1000 * (second + 1), ok, 0, second === 7 ? 50 : 0),
    ),
    sample(10_004, 0),
  ],
  failures: { "no-answer": 50 },
};

/** With two minutes of its seconds. */
export const hundredThousandHits: LoadResult = {
  ...interrupted,
  attempted: 100_000,
  ok: 99_950,
  stored: 99_972,
  durationMs: 120_000,
  samples: Array.from({ length: 120 }, (_, second) => sample(1000 * (second + 1), 833)),
};

/** A strategy judged by names, with everything that can go wrong at once. */
export const everything: LoadResult = {
  ...naive,
  run: 4,
  strategy: "stream",
  attempted: 1000,
  ok: 900,
  failed: 60,
  unknown: 40,
  stored: 799,
  pending: 100,
  lost: 21,
  duplicated: 12,
  recovered: 8,
  byName: true,
  verdict: "lost-and-duplicated",
  processEveryMs: 50,
  processCalls: 12,
  samples: [sample(1000, 350, 20, 10), sample(2000, 320, 30), sample(2790, 230, 10, 30)],
  failures: { "redis-unavailable": 58, "40P01": 2, "no-answer": 40 },
};

export const progress: LoadProgress = {
  elapsedMs: 1400,
  fraction: 0.52,
  attempted: 520,
  ok: 274,
  failed: 246,
  unknown: 0,
  answersPerSecond: 375,
  silentMs: 3,
};

/** What came before that progress. */
export const slices: readonly Slice[] = [
  { fromMs: 0, toMs: 1000, ok: 194, failed: 176, unknown: 0 },
  { fromMs: 1000, toMs: 1400, ok: 80, failed: 70, unknown: 0 },
];
