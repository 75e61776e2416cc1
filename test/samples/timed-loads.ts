import type { LoadResult } from "../../extension/actions/load/result.ts";
import { steady } from "./disturbed-loads.ts";

/** With all that says where its time went: nine of ten connections wait for the tenth. */
export const timed: LoadResult = {
  ...steady,
  time: {
    meanMs: 20.5,
    partsMs: { connection: 16.1, connecting: 0.05, postgres: 4, redis: 0, app: 0.07, rest: 0.28 },
  },
  waits: {
    "Lock:transactionid": 0.72,
    "Lock:tuple": 0.11,
    "IO:WALSync": 0.1,
    CPU: 0.05,
    "Client:ClientRead": 0.02,
  },
  flushes: { perSecond: 412, ms: 2.1 },
  processor: {
    generator: 0.11,
    app: 0.17,
    postgres: 0.31,
    redis: 0,
    others: 0.04,
    idle: 0.37,
  },
  appBusyShare: 0.41,
  appCpuShare: 0.34,
  limitedBy: { code: "row-lock", share: 0.72 + 0.11, holder: "IO:WALSync" },
};

/** While other programs ran, and too briefly for the waits in PostgreSQL. */
export const disturbed: LoadResult = {
  ...timed,
  strategy: "buffered",
  time: {
    meanMs: 3.2,
    partsMs: { connection: 0, connecting: 0, postgres: 0, redis: 2.3, app: 0.1, rest: 0.8 },
  },
  waits: null,
  flushes: null,
  processor: { generator: 0.2, app: 0.2, postgres: 0.01, redis: 0.1, others: 0.45, idle: 0.04 },
  limitedBy: {
    code: "other-programs",
    share: 0.45,
    otherwise: { code: "redis", share: 2.3 / 3.2 },
  },
};
