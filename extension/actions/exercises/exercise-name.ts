import * as z from "zod";
import { localizer } from "../../common/language.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

/** Each is a folder of `extension/exercises`, with its texts, and a notebook. */
export const exerciseNames = [
  "exercise-1",
  "exercise-2",
  "exercise-3",
  "exercise-4",
  "exercise-5",
  "exercise-6",
  "exercise-7",
  "exercise-8",
  "exercise-9",
] as const;
export type ExerciseName = (typeof exerciseNames)[number];

/** In this one a student writes a text. */
export const writtenExercise = "exercise-8";
/** In this one, a check. */
export const checkerExercise = "exercise-9";
/** In the others, a strategy. */
export type StrategyExercise = Exclude<ExerciseName, typeof writtenExercise | typeof checkerExercise>;

export function isOfStrategy(exercise: ExerciseName): exercise is StrategyExercise {
  return exercise !== writtenExercise && exercise !== checkerExercise;
}

/** The strategy that a student writes. */
export const yours = "yours";

export const exerciseName = z
  .enum(exerciseNames)
  .meta({ about: localizer({ en, ru })((words) => words.exercise) });
