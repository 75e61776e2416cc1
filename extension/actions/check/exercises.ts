import type { ExerciseName } from "../exercises/exercise-name.ts";
import { needsNoRedis, storesAnySurge, storesTheSurge, survivesTheApp } from "./demands/kept.ts";
import { appIsUnchanged } from "./demands/own-app.ts";
import type { DemandName } from "./result.ts";
import type { Demand } from "./trial.ts";

/** How each demand is tried. */
export const demands: Readonly<Record<DemandName, Demand>> = {
  appIsUnchanged,
  storesTheSurge,
  storesAnySurge,
  needsNoRedis,
  survivesTheApp,
};

/** What each exercise demands, in the order in which it is tried. */
export const demandsOf: Readonly<Record<ExerciseName, readonly DemandName[]>> = {
  "exercise-1": ["appIsUnchanged", "storesTheSurge", "storesAnySurge", "needsNoRedis", "survivesTheApp"],
};
