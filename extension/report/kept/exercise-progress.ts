import * as z from "zod";
import { type AskedFor, askedIn } from "../../actions/exercises/asked.ts";
import { type ExerciseName, exerciseName } from "../../actions/exercises/exercise-name.ts";
import { actions } from "../../actions/index.ts";
import { interpretCell } from "../../document/cell.ts";
import type { Cell, LabDocument } from "../../document/document.ts";
import type { KeptResult } from "./kept-result.ts";
import { keptResults, type OnRefused, ownFolder } from "./results-folder.ts";

export interface ExerciseProgress {
  readonly exercise: ExerciseName;
  /** The steps that check it. */
  readonly checks: readonly string[];
  readonly isBegun: boolean;
  readonly isSolved: boolean;
  /** What the last check has seen. */
  readonly demands: { readonly met: number; readonly all: number } | undefined;
  readonly asked: AskedFor;
}

/** How far the exercises of a notebook have come: by its steps that begin and check them, and by what was asked for. */
export async function exercisesIn(
  notebookFile: string,
  { parts }: LabDocument,
  onRefused: OnRefused,
): Promise<ExerciseProgress[]> {
  const steps = parts.flatMap((part) => (part.kind === "cell" ? exerciseStep(part) : []));
  if (steps.length === 0) return [];
  const kept = await keptResults(
    notebookFile,
    steps.map(({ step }) => step),
    onRefused,
  );
  const folder = await ownFolder(notebookFile);
  return Promise.all(
    [...new Set(steps.map(({ exercise }) => exercise))].map(async (exercise) => {
      const own = steps.filter((each) => each.exercise === exercise);
      const checks = own.filter(({ isCheck }) => isCheck).map(({ step }) => step);
      const seen = lastCheck(checks.flatMap((step) => kept.get(step) ?? []));
      return {
        exercise,
        checks,
        isBegun: own.some(({ step }) => kept.has(step)),
        isSolved: seen?.passed === true,
        demands: seen && { met: seen.met, all: seen.demands.length },
        asked: await askedIn(folder, exercise),
      };
    }),
  );
}

const ofExercise = z.object({ exercise: exerciseName });

interface ExerciseStep {
  readonly step: string;
  readonly exercise: ExerciseName;
  readonly isCheck: boolean;
}

function exerciseStep(cell: Cell): ExerciseStep[] {
  if (cell.step === undefined || cell.language !== "yaml" || !/\b(begin|check)\b/.test(cell.code)) return [];
  try {
    const { action, parameters } = interpretCell(cell, actions);
    if (action.name !== "begin" && action.name !== "check") return [];
    const { exercise } = ofExercise.parse(parameters);
    return [{ step: cell.step, exercise, isCheck: action.name === "check" }];
  } catch {
    // The cell says itself what is wrong with it.
    return [];
  }
}

function lastCheck(kept: readonly KeptResult[]) {
  return kept
    .toSorted((a, b) => b.endedAt.getTime() - a.endedAt.getTime())
    .flatMap(({ outcome }) => ("report" in outcome ? [outcome.report.result] : []))
    .find((result) => result.action === "check");
}
