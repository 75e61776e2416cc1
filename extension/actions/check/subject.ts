import type { Lab } from "../define.ts";
import type { RunningStack } from "../open-stack.ts";
import type { Random } from "./random.ts";
import type { CheckResult, DemandName } from "./result.ts";
import type { Found } from "./trial.ts";

/** What a student has handed in. */
export interface HandedInText {
  readonly label: string;
  readonly source: string;
}

/** What one attempt has at hand. */
export interface Bench {
  readonly lab: Lab;
  readonly random: Random;
  readonly signal: AbortSignal;
}

/** What is checked, ready to be tried: a strategy in the app, an app that is not ours, a check in its process, or a page. */
export interface Subject extends AsyncDisposable {
  readonly what: Pick<CheckResult, "strategy" | "folder" | "file" | "isolated">;
  /** Those that its attempts need, as they were found. */
  readonly servers?: RunningStack;
  /** By their demands, in the order in which they are tried. */
  readonly attempts: readonly (readonly [DemandName, (bench: Bench) => Found | Promise<Found>])[];
}
