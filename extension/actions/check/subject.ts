import type { Lab } from "../define.ts";
import type { Random } from "./random.ts";
import type { CheckResult, DemandName } from "./result.ts";
import type { Found } from "./trial.ts";

/** What one attempt has at hand. */
export interface Bench {
  readonly lab: Lab;
  readonly random: Random;
  readonly signal: AbortSignal;
}

/** What is checked, ready to be tried: a strategy in the app, or a check in its process. */
export interface Subject extends AsyncDisposable {
  readonly what: Pick<CheckResult, "strategy" | "checker">;
  /** By their demands, in the order in which they are tried. */
  readonly attempts: readonly (readonly [DemandName, (bench: Bench) => Promise<Found>])[];
}
