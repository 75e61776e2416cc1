import type { CodeExercise } from "../exercises/exercise-name.ts";
import type { ComparisonDemand } from "./comparison/demands.ts";
import {
  acceptsAgain,
  acceptsTheSurge,
  boundsTheBuffer,
  bufferOutlivesTheApp,
  keepsThroughput,
  keepsWhileProcessing,
  keepsWithTwo,
} from "./demands/buffers.ts";
import { survivesAnyMoment, survivesEachFailpoint } from "./demands/crashes.ts";
import { needsNoRedis, storesAnySurge, storesTheSurge, survivesTheApp } from "./demands/kept.ts";
import { keepsTheOrder, storesIds } from "./demands/order.ts";
import { appIsUnchanged } from "./demands/own-app.ts";
import { countsRepeatsAfterACrash, countsRepeatsOnce, survivesRetries } from "./demands/repeats.ts";
import { leavesNoTimer } from "./demands/saved-anew.ts";
import {
  emptiesByItself,
  keepsWhileSlow,
  outlivesAnOutage,
  stopsCleanly,
  worksTwice,
} from "./demands/worker.ts";
import type { DemandName } from "./result.ts";
import type { Demand } from "./trial.ts";

/** What is asked of code. */
export type CodeDemand = Exclude<DemandName, ComparisonDemand>;

/** How each demand is tried. */
export const demands: Readonly<Record<CodeDemand, Demand>> = {
  appIsUnchanged,
  storesTheSurge,
  storesAnySurge,
  needsNoRedis,
  survivesTheApp,
  acceptsTheSurge,
  keepsWhileProcessing,
  keepsWithTwo,
  keepsThroughput,
  survivesEachFailpoint,
  survivesAnyMoment,
  storesIds,
  keepsTheOrder,
  countsRepeatsOnce,
  countsRepeatsAfterACrash,
  survivesRetries,
  boundsTheBuffer,
  acceptsAgain,
  bufferOutlivesTheApp,
  emptiesByItself,
  keepsWhileSlow,
  outlivesAnOutage,
  worksTwice,
  stopsCleanly,
  leavesNoTimer,
};

const buffering = ["appIsUnchanged", "acceptsTheSurge", "keepsWhileProcessing", "keepsWithTwo"] as const;

/** The demands of each exercise, in the order in which they are tried. */
export const demandsOf: Readonly<Record<CodeExercise, readonly CodeDemand[]>> = {
  "exercise-1": ["appIsUnchanged", "storesTheSurge", "storesAnySurge", "needsNoRedis", "survivesTheApp"],
  "exercise-2": [...buffering, "keepsThroughput"],
  "exercise-3": [
    "appIsUnchanged",
    "emptiesByItself",
    "keepsWhileSlow",
    "outlivesAnOutage",
    "worksTwice",
    "stopsCleanly",
    "leavesNoTimer",
  ],
  "exercise-4": [
    "appIsUnchanged",
    "survivesEachFailpoint",
    "survivesAnyMoment",
    "keepsWhileProcessing",
    "keepsWithTwo",
  ],
  "exercise-5": [...buffering, "storesIds", "keepsTheOrder"],
  "exercise-6": [
    "appIsUnchanged",
    "storesTheSurge",
    "countsRepeatsOnce",
    "countsRepeatsAfterACrash",
    "survivesRetries",
  ],
  "exercise-7": [
    "appIsUnchanged",
    "acceptsTheSurge",
    "boundsTheBuffer",
    "acceptsAgain",
    "bufferOutlivesTheApp",
  ],
};
