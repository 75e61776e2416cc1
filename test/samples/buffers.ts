import type { ProcessResult } from "../../extension/actions/process/result.ts";
import type { WorkerResult } from "../../extension/actions/worker/result.ts";

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
