import type { Action } from "./action.ts";
import { claims } from "./claims.ts";
import { compare } from "./compare.ts";
import { discuss } from "./discuss.ts";
import { inspect } from "./inspect.ts";
import { interleave } from "./interleave.ts";
import { load } from "./load.ts";
import { matrix } from "./matrix.ts";
import { pause } from "./pause.ts";
import { process } from "./process.ts";
import { recover } from "./recover.ts";
import { reset } from "./reset.ts";
import { show } from "./show.ts";
import { start } from "./start.ts";
import { step } from "./step.ts";
import { stop } from "./stop.ts";
import { worker } from "./worker.ts";

/** Every action a `yaml lab` cell can name. */
export const actions: readonly Action[] = [
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
