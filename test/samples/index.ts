import type { Result } from "../../extension/actions/index.ts";
import type { CellReport } from "../../extension/actions/run-cell.ts";
import { process, worker } from "./buffers.ts";
import { claims, compare, compareModels } from "./comparisons.ts";
import { batchedWalk, bufferedWalk, matrix, matrixOfMine } from "./crashes.ts";
import { frozenClosed, frozenOpen, killedRedis, retried } from "./disturbed-loads.ts";
import {
  begin,
  beginOfOwnApp,
  check,
  checkOfChecker,
  checkOfOwnApp,
  checkOfText,
  hint,
  solution,
} from "./exercises.ts";
import { explained, explainedAndPlayed, explainedBuffer } from "./explain.ts";
import { guarantees } from "./guarantees.ts";
import { atomicOrders, lockedOrder, pooledOrders, transactionOrders } from "./interleave.ts";
import { batched, everything, interrupted, naive } from "./loads.ts";
import { discuss, show } from "./reading.ts";
import {
  inspect,
  inspectAttached,
  pause,
  recover,
  reset,
  start,
  startAttached,
  startLarge,
  startWithPgbouncer,
  stop,
  stopAttached,
} from "./stack.ts";
import { sweep, sweepCancelled } from "./sweep.ts";
import { redis, sql, sqlError } from "./tables.ts";
import { timed } from "./timed-loads.ts";

export * from "./buffers.ts";
export * from "./comparisons.ts";
export * from "./crashes.ts";
export * from "./disturbed-loads.ts";
export * from "./exercises.ts";
export * from "./explain.ts";
export * from "./guarantees.ts";
export * from "./interleave.ts";
export * from "./loads.ts";
export * from "./reading.ts";
export * from "./stack.ts";
export * from "./sweep.ts";
export * from "./tables.ts";
export * from "./timed-loads.ts";

/** Results as they really come, one of each kind, for the tests of the views and of the renderer. */
export const results: Readonly<Record<string, Result>> = {
  naive,
  batched,
  interrupted,
  everything,
  timed,
  frozenClosed,
  killedRedis,
  retried,
  frozenOpen,
  begin,
  beginOfOwnApp,
  check,
  checkOfChecker,
  checkOfOwnApp,
  checkOfText,
  hint,
  solution,
  start,
  show,
  process,
  pause,
  inspect,
  inspectAttached,
  startAttached,
  startLarge,
  startWithPgbouncer,
  stopAttached,
  compare,
  compareModels,
  guarantees,
  sweep,
  sweepCancelled,
  claims,
  pooledOrders,
  transactionOrders,
  lockedOrder,
  atomicOrders,
  bufferedWalk,
  batchedWalk,
  matrix,
  matrixOfMine,
  explained,
  explainedAndPlayed,
  explainedBuffer,
  discuss,
  worker,
  recover,
  reset,
  stop,
  sql,
  sqlError,
  redis,
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
