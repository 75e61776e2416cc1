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

/** How each demand on a strategy is tried. */
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
} satisfies Readonly<Partial<Record<DemandName, Demand>>>;
type StrategyDemand = keyof typeof demands;

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

export function demandsOf(exercise: ExerciseName): readonly DemandName[] {
  if (isOfStrategy(exercise)) return strategyDemands[exercise];
  return exercise === writtenExercise ? comparisonDemandNames : checkerDemands;
}
