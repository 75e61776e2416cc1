import type * as z from "zod";
import { begin } from "./begin/begin.ts";
import { check } from "./check/check.ts";
import { claims } from "./claims/claims.ts";
import { compare } from "./compare/compare.ts";
import type { Action, ShownResult } from "./define.ts";
import { discuss } from "./discuss/discuss.ts";
import { explain } from "./explain/explain.ts";
import { hint } from "./hint/hint.ts";
import { inspect } from "./inspect/inspect.ts";
import { interleave } from "./interleave/interleave.ts";
import { load } from "./load/load.ts";
import { matrix } from "./matrix/matrix.ts";
import { pause } from "./pause/pause.ts";
import { process } from "./process/process.ts";
import { recover } from "./recover/recover.ts";
import { reset } from "./reset/reset.ts";
import { show } from "./show/show.ts";
import { solution } from "./solution/solution.ts";
import { start } from "./start/start.ts";
import type { TableResult } from "./statements/result.ts";
import { statements } from "./statements/statements.ts";
import { step } from "./step/step.ts";
import { stop } from "./stop/stop.ts";
import { sweep } from "./sweep/sweep.ts";
import { worker } from "./worker/worker.ts";

const all = [
  start,
  show,
  load,
  process,
  worker,
  pause,
  inspect,
  compare,
  sweep,
  claims,
  explain,
  interleave,
  step,
  matrix,
  discuss,
  begin,
  check,
  hint,
  solution,
  recover,
  reset,
  stop,
] as const;

/** Everything that a cell can result in: plain data (it goes through JSON). */
export type Result = z.infer<(typeof all)[number]["result"]> | TableResult;

/** Every action a `yaml lab` cell can name, in the order in which they are offered. */
export const actions: readonly Action<unknown, Result>[] = all;

/** Everything that a cell can show. */
export const shownResults: readonly ShownResult<Result>[] = [...actions, ...statements];
