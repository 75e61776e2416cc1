import {
  type ExerciseName,
  isOfStrategy,
  type StrategyExercise,
  writtenExercise,
} from "../exercises/exercise-name.ts";
import { checkerDemands } from "./checker/subject.ts";
import { comparisonDemandNames } from "./comparison/demands.ts";
import {
  acceptsAgain,
  acceptsTheSurge,
  boundsTheBuffer,
  bufferOutlivesTheApp,
  keepsItsSpeed,
  keepsThroughput,
  keepsWhileProcessing,
  keepsWithTwo,
} from "./demands/buffers.ts";
import { survivesAnyMoment, survivesEachFailpoint } from "./demands/crashes.ts";
import { needsNoRedis, storesAnySurge, storesTheSurge, survivesTheApp } from "./demands/kept.ts";
import { survivesKills } from "./demands/kills.ts";
import { keepsTheOrder, storesEachId, storesIds } from "./demands/order.ts";
import { countsRepeatsAfterACrash, countsRepeatsOnce, survivesRetries } from "./demands/repeats.ts";
import { leavesNoTimer } from "./demands/saved-anew.ts";
import { appIsUnchanged } from "./demands/unchanged.ts";
import {
  emptiesByItself,
  keepsWhileSlow,
  outlivesAnOutage,
  stopsCleanly,
  worksTwice,
} from "./demands/worker.ts";
import type { DemandName } from "./result.ts";
import type { Demand } from "./trial.ts";

/** How each demand on a strategy, or on an app that is not ours, is tried. */
export const demands = {
  appIsUnchanged,
  storesTheSurge,
  storesAnySurge,
  needsNoRedis,
  survivesTheApp,
  acceptsTheSurge,
  keepsWhileProcessing,
  keepsWithTwo,
  keepsThroughput,
  keepsItsSpeed,
  survivesEachFailpoint,
  survivesAnyMoment,
  survivesKills,
  storesIds,
  storesEachId,
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
} satisfies Readonly<Partial<Record<DemandName, Demand>>>;
export type StrategyDemand = keyof typeof demands;

const buffering = ["appIsUnchanged", "acceptsTheSurge", "keepsWhileProcessing", "keepsWithTwo"] as const;

/** The demands of each exercise on a strategy, in the order in which they are tried. */
export const strategyDemands: Readonly<Record<StrategyExercise, readonly StrategyDemand[]>> = {
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

/** The same of an app that is not ours: around it there is nothing of the lab's, and no strategy of the class's beside it. */
export const ownAppDemands: Readonly<Record<StrategyExercise, readonly StrategyDemand[]>> = {
  "exercise-1": ["storesTheSurge", "storesAnySurge", "needsNoRedis", "survivesTheApp"],
  "exercise-2": ["acceptsTheSurge", "keepsWhileProcessing", "keepsWithTwo", "keepsItsSpeed"],
  "exercise-3": ["emptiesByItself", "keepsWhileSlow", "outlivesAnOutage", "worksTwice", "stopsCleanly"],
  "exercise-4": ["survivesKills", "keepsWhileProcessing", "keepsWithTwo"],
  "exercise-5": ["acceptsTheSurge", "keepsWhileProcessing", "keepsWithTwo", "storesEachId", "keepsTheOrder"],
  "exercise-6": ["storesTheSurge", "countsRepeatsOnce", "countsRepeatsAfterACrash", "survivesRetries"],
  "exercise-7": ["acceptsTheSurge", "boundsTheBuffer", "acceptsAgain", "bufferOutlivesTheApp"],
};

/** @param isOwnApp an app that is not ours was checked */
export function demandsOf(exercise: ExerciseName, isOwnApp = false): readonly DemandName[] {
  if (isOfStrategy(exercise)) return (isOwnApp ? ownAppDemands : strategyDemands)[exercise];
  return exercise === writtenExercise ? comparisonDemandNames : checkerDemands;
}
