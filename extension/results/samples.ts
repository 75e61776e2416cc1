import { judgeClaims } from "../ledger/claims.ts";
import type { LoadProgress } from "../load/load.ts";
import { notVisible } from "../stack/stack.ts";
import type { Slice } from "./load-trace.ts";
import type {
  CellReport,
  ClaimsResult,
  CompareResult,
  DiscussResult,
  Environment,
  InspectResult,
  LoadPause,
  LoadResult,
  PauseResult,
  ProcessResult,
  RecoverResult,
  ResetResult,
  Result,
  ShowResult,
  StartResult,
  StopResult,
  TableResult,
  WorkerResult,
} from "./results.ts";

import { batchedWalk, bufferedWalk, matrix, matrixOfMine } from "./samples-crashes.ts";
import { guaranteesOf } from "./samples-guarantees.ts";
import { atomicOrders, lockedOrder, pooledOrders, transactionOrders } from "./samples-interleave.ts";

export {
  atomicOrders,
  batchedWalk,
  bufferedWalk,
  lockedOrder,
  matrix,
  matrixOfMine,
  pooledOrders,
  transactionOrders,
};

/** Results as they really come, one of each kind, for the tests of the views and of the renderer. */

export const environment: Environment = {
  engine: "embedded",
  postgres: "16.14",
  redis: "7.0.15",
  runtime: "Node 24.21.0",
  platform: "linux x64",
  cores: 2,
  memoryBytes: 8 * 2 ** 30,
};

const buckets = (...counts: readonly (readonly [upToMs: number, count: number])[]) =>
  counts.map(([upToMs, count]) => ({ upToMs, count }));

const sample = (atMs: number, ok: number, failed = 0, unknown = 0) => ({
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

/** The app was frozen for a second in the middle of both: what the closed loop sees of it, and the open loop. */
const freeze: LoadPause = { service: "app", after: 2, ms: 1000, fromMs: 2004, untilMs: 3007 };

export const frozenClosed: LoadResult = {
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
  pause: freeze,
};

const { pause: _pause, ...steady } = frozenClosed;

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

export const start: StartResult = {
  action: "start",
  environment,
  appUrl: "http://127.0.0.1:41873",
  alreadyRunning: false,
  durability: "aof-everysec",
  startedInMs: 2340,
  startParts: [
    { name: "initdb", ms: 510 },
    { name: "postgres", ms: 80 },
    { name: "redis", ms: 30 },
    { name: "app", ms: 420 },
  ],
  connections: { max: 20, reserved: 3 },
  strategies: [
    {
      name: "naive",
      about: {
        en: "A connection for each hit; reads the counter, adds one, writes it back.",
        ru: "Соединение на каждый запрос; читает счётчик, прибавляет единицу, пишет обратно.",
      },
    },
    {
      name: "atomic",
      about: { en: "A pool, and one UPDATE that adds one.", ru: "Пул и один UPDATE, прибавляющий единицу." },
    },
  ],
};

export const show: ShowResult = {
  action: "show",
  strategy: "naive",
  file: "app/strategies/naive.ts",
  editedSinceStart: false,
  source:
    'export async function hit() {\n  const { rows } = await client.query("SELECT value FROM counter");\n  const value = rows[0].value + 1; // `lost` here\n  await client.query("UPDATE counter SET value = $1", [value]);\n}\n',
};

export const process: ProcessResult = {
  action: "process",
  strategy: "batched",
  processed: 1000,
  atOnce: 1,
  durationMs: 12,
  before: { stored: 0, pending: 1000 },
  after: { stored: 1000, pending: 0 },
  stored: 1000,
  pending: 0,
  ledger: {
    run: 2,
    attempted: 1000,
    ok: 1000,
    failed: 0,
    unknown: 0,
    stored: 1000,
    pending: 0,
    lost: 0,
    duplicated: 0,
    recovered: 0,
    byName: false,
    verdict: "exact",
  },
};

export const pause: PauseResult = {
  action: "pause",
  service: "app",
  ms: 1000,
  frozenMs: 1004,
  slowestMs: 1003,
};

export const inspect: InspectResult = {
  action: "inspect",
  attached: false,
  counters: [
    { strategy: "naive", stored: 81, pending: 0 },
    { strategy: "batched", stored: 1000, pending: 0 },
  ],
  connections: {
    max: 20,
    reserved: 3,
    byState: [
      { role: "surge_app", state: "active", count: 2 },
      { role: "surge_app", state: "idle", count: 5 },
      { role: "surge_admin", state: "active", count: 1 },
    ],
  },
  log: [
    {
      service: "postgres",
      text: "FATAL:  remaining connection slots are reserved for roles with the SUPERUSER attribute",
      times: 473,
    },
  ],
};

/** The same on a server that others use, too, seen by a plain role. */
export const inspectAttached: InspectResult = {
  ...inspect,
  attached: true,
  connections: {
    max: 100,
    reserved: 3,
    byState: [
      { role: "student", state: "idle", count: 2 },
      { role: "other", state: notVisible, count: 7 },
    ],
  },
  log: [],
};

export const startAttached: StartResult = {
  ...start,
  environment: { ...environment, engine: "attach" },
  durability: null,
  startParts: [
    { name: "schema", ms: 40 },
    { name: "app", ms: 520 },
  ],
  connections: { max: 100, reserved: 3 },
};

export const stopAttached: StopResult = { action: "stop", engine: "attach" };

/** Two runs of one strategy that differ in the load model only. */
export const compareModels: CompareResult = { action: "compare", runs: [frozenClosed, frozenOpen] };

export const compare: CompareResult = { action: "compare", runs: [naive, batched, interrupted, everything] };

export const guarantees = guaranteesOf(steady);

export const claims: ClaimsResult = {
  action: "claims",
  claims: judgeClaims([naive, { ...naive, strategy: "pooled", ok: 1000, failed: 0, lost: 941 }]),
};

export const discuss: DiscussResult = {
  action: "discuss",
  questions: [
    {
      question: "Why did **no** hit fail, and still the counter is wrong?",
      answer:
        "Two hits read the *same* number:\n\n1. both read `5`,\n2. both write `6`.\n\nOne of them is gone.",
    },
    {
      question: "What does `acknowledged` promise?",
      answer: "That the hit **will** be counted, see [PostgreSQL](https://www.postgresql.org/docs/16/).",
    },
  ],
};

export const worker: WorkerResult = {
  action: "worker",
  strategy: "batched",
  everySeconds: 2,
  workers: [
    { batches: 3, processed: 640, failed: 0, lastError: null, ended: null },
    {
      batches: 2,
      processed: 360,
      failed: 1,
      lastError: { code: "ECONNREFUSED", message: "connect ECONNREFUSED 127.0.0.1:41873" },
      ended: "SIGKILL",
    },
  ],
  moved: 1000,
  stored: 1000,
  pending: 0,
  samples: [
    { atMs: 2, stored: 0, pending: 1000 },
    { atMs: 510, stored: 360, pending: 640 },
    { atMs: 1015, stored: 1000, pending: 0 },
  ],
};

export const recover: RecoverResult = { action: "recover", recovered: ["redis"], durationMs: 412 };

export const reset: ResetResult = {
  action: "reset",
  counters: [{ strategy: "naive", stored: 0, pending: 0 }],
  forgottenRuns: 4,
};

export const stop: StopResult = { action: "stop", engine: "embedded" };

export const sql: TableResult = {
  action: "sql",
  statements: [
    {
      command: "SELECT 2",
      columns: ["strategy", "value"],
      rows: [
        ["naive", "81"],
        ["batched", "1000"],
      ],
      truncatedAt: null,
      error: null,
    },
  ],
};

export const sqlError: TableResult = {
  action: "sql",
  statements: [
    {
      command: "SELECT",
      columns: [],
      rows: [],
      truncatedAt: null,
      error: {
        code: "42703",
        message: 'column "valu" does not exist',
        hint: 'Perhaps you meant to reference the column "counter.value".',
      },
    },
  ],
};

export const redis: TableResult = {
  action: "redis",
  statements: [
    {
      command: "GET surge:buffered:pending",
      columns: ["value"],
      rows: [["1000"]],
      truncatedAt: null,
      error: null,
    },
    { command: "KEYS *", columns: ["key"], rows: [["surge:a"], ["surge:b"]], truncatedAt: 2, error: null },
  ],
};

export const results: Readonly<Record<string, Result>> = {
  naive,
  batched,
  interrupted,
  everything,
  frozenClosed,
  killedRedis,
  frozenOpen,
  start,
  show,
  process,
  pause,
  inspect,
  inspectAttached,
  startAttached,
  stopAttached,
  compare,
  compareModels,
  guarantees,
  claims,
  pooledOrders,
  transactionOrders,
  lockedOrder,
  atomicOrders,
  bufferedWalk,
  batchedWalk,
  matrix,
  matrixOfMine,
  discuss,
  worker,
  recover,
  reset,
  stop,
  sql,
  sqlError,
  redis,
};

export const progress: LoadProgress = {
  elapsedMs: 1400,
  fraction: 0.52,
  attempted: 520,
  ok: 274,
  failed: 246,
  unknown: 0,
  answersPerSecond: 375,
};

/** The cell of the naive load, with a guess that misses and an expectation that holds. */
export const naiveCell: CellReport = {
  result: naive,
  predicted: [{ key: "stored", guess: 1000, got: 81 }],
  expected: [{ key: "lost", want: ">0", got: 446, held: true }],
};

export function cell(result: Result): CellReport {
  return { result, predicted: [], expected: [] };
}

/** What came before that progress. */
export const slices: readonly Slice[] = [
  { fromMs: 0, toMs: 1000, ok: 194, failed: 176, unknown: 0 },
  { fromMs: 1000, toMs: 1400, ok: 80, failed: 70, unknown: 0 },
];
