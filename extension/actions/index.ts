import { claims } from "./claims/claims.ts";
import { compare } from "./compare/compare.ts";
import type { Action, OldAction, ShownResult } from "./define.ts";
import { discuss } from "./discuss/discuss.ts";
import { inspect } from "./inspect/inspect.ts";
import { interleave } from "./interleave/interleave.ts";
import { load } from "./load/load.ts";
import { matrix } from "./matrix/matrix.ts";
import { pause } from "./pause/pause.ts";
import { process } from "./process/process.ts";
import { recover } from "./recover/recover.ts";
import { reset } from "./reset/reset.ts";
import type { Result } from "./results.ts";
import { show } from "./show/show.ts";
import { start } from "./start/start.ts";
import { step } from "./step/step.ts";
import { stop } from "./stop/stop.ts";
import { worker } from "./worker/worker.ts";

/** Every action a `yaml lab` cell can name. */
export const actions: readonly (Action<unknown, Result> | OldAction)[] = [
  start,
  show,
  load,
  process,
  worker,
  pause,
  inspect,
  compare,
  claims,
  interleave,
  step,
  matrix,
  discuss,
  recover,
  reset,
  stop,
];

/** Everything that a cell can show. TRANSITION: in the end `[...actions, ...statements]`. */
export const shownResults: readonly ShownResult<Result>[] = [
  start,
  load,
  process,
  worker,
  pause,
  recover,
  reset,
  stop,
];
