import type {
  Measured,
  OperatedService,
  SourceFacts,
} from "../../extension/actions/compare/guarantees/result.ts";
import { crashedAt, guaranteeRows } from "../../extension/actions/compare/guarantees/rows.ts";
import type { GuaranteesResult } from "../../extension/actions/compare/result.ts";
import type { LoadFault, LoadResult } from "../../extension/actions/load/result.ts";
import { matrix } from "./crashes.ts";
import { steady } from "./disturbed-loads.ts";

const source = (
  files: Readonly<Record<string, number>>,
  ...services: readonly OperatedService[]
): SourceFacts => ({
  files: Object.entries(files).map(([file, lines]) => ({ file, lines })),
  services: ["postgres", ...services],
  processes: true,
  hasFailpoints: true,
});

const killed = (kill: LoadFault["kill"]): LoadFault => ({
  kill,
  signal: "SIGKILL",
  after: 1,
  recover: 1,
  killedMs: 1004,
  backMs: 4310,
});

const crashes: Measured["crashes"] = Object.fromEntries(
  Object.entries({ ...matrix.matrix, kafka: matrix.matrix.stream ?? {} }).map(([name, cells]) => [
    name,
    crashedAt(cells, matrix.hits),
  ]),
);

const python = { ...steady.environment, runtime: "Python 3.13.2" };
const runs: readonly LoadResult[] = [
  { ...steady, run: 1, strategy: "buffered" },
  { ...steady, run: 2, strategy: "kafka" },
  { ...steady, run: 3, strategy: "kafka", fault: killed("kafka") },
  { ...steady, run: 4, strategy: "stream", fault: killed("redis") },
  { ...steady, run: 5, strategy: "naive", environment: python },
];

const measured: Measured = {
  drains: [
    { row: "buffered", by: "process", atOnce: 1, hits: 24_300, ms: 12, ok: 24_300, lost: 0, duplicated: 0 },
    { row: "kafka", by: "worker", atOnce: 2, hits: 24_300, ms: 1510, ok: 0, lost: 0, duplicated: 0 },
  ],
  crashes,
  sources: {
    batched: source({ "strategies/batched.ts": 54 }, "redis"),
    buffered: source({ "strategies/buffered.ts": 30 }, "redis"),
    getdel: source({ "strategies/getdel.ts": 24 }, "redis"),
    kafka: source({ "strategies/kafka.ts": 104, "kafka-client.ts": 48, "kafka.ts": 110 }, "kafka"),
    stream: source({ "strategies/stream.ts": 91 }, "redis"),
    "fastapi/naive": { ...source({ "strategies/naive.py": 11 }), processes: false, hasFailpoints: false },
  },
};

/** Several buffers, each measured in a part of all that could be. */
export const guarantees: GuaranteesResult = {
  action: "compare",
  runs,
  rows: guaranteeRows(runs, measured),
  measured,
};
