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
] as const;
export type ExerciseName = (typeof exerciseNames)[number];

/** In this one a student writes a text; in the others, code. */
export const writtenExercise = "exercise-8";
export type CodeExercise = Exclude<ExerciseName, typeof writtenExercise>;

/** The strategy that a student writes. */
export const ownStrategy = "yours";

export const exerciseName = z
  .enum(exerciseNames)
  .meta({ about: localizer({ en, ru })((words) => words.exercise) });
