import { actionName } from "../../document/cell.ts";
import type { Cell, LabDocument } from "../../document/document.ts";
import { withLineBreaks } from "../../document/lines.ts";
import type { ExerciseProgress } from "./exercise-progress.ts";
import type { KeptHead } from "./kept-result.ts";

/** `changed`: the cell is no longer the one that made the kept result. */
export type StepState = "not-run" | "as-expected" | "not-as-expected" | "skipped" | "changed";

export interface StepProgress {
  readonly step: string;
  /** What the cell does. */
  readonly action: string;
  readonly state: StepState;
  readonly measuredAt: Date | undefined;
}

export interface NotebookProgress {
  /** Its first heading; undefined when it has none. */
  readonly title: string | undefined;
  readonly steps: readonly StepProgress[];
  readonly exercises: readonly ExerciseProgress[];
  /** How many cells have no name: nothing is kept of them. */
  readonly nameless: number;
  /** The first step that has yet to be run or, of a check, to be passed; undefined when there is none. */
  readonly next: string | undefined;
}

/** How far a notebook has come. A step without a name keeps no result, so it is not among the steps. */
export function notebookProgress(
  { parts }: LabDocument,
  kept: ReadonlyMap<string, KeptHead>,
  exercises: readonly ExerciseProgress[],
): NotebookProgress {
  const cells = parts.filter((part) => part.kind === "cell");
  const steps = cells.flatMap((cell) => stepProgress(cell, kept));
  const unsolved = exercises.filter(({ isSolved }) => !isSolved).flatMap(({ checks }) => checks);
  const prose = parts.flatMap((part) => (part.kind === "prose" ? [part.raw] : []));
  return {
    title: /^# +(.+?)[ #]*$/m.exec(prose.join("\n"))?.[1],
    steps,
    exercises,
    nameless: cells.length - steps.length,
    next: steps.find(({ step, state }) => isOpen(state) || unsolved.includes(step))?.step,
  };
}

/** It has yet to be run, as it is now. */
export function isOpen(state: StepState): boolean {
  return state === "not-run" || state === "changed";
}

function stepProgress(cell: Cell, kept: ReadonlyMap<string, KeptHead>): StepProgress[] {
  const { step } = cell;
  if (step === undefined) return [];
  const result = kept.get(step);
  const measuredAt = result && new Date(result.endedAt);
  return [{ step, action: actionName(cell), state: stateOf(cell, result), measuredAt }];
}

function stateOf(cell: Cell, kept: KeptHead | undefined): StepState {
  if (!kept) return "not-run";
  if (!isSameText(cell, kept)) return "changed";
  return stateOfStatus(kept.status);
}

export function stateOfStatus(status: KeptHead["status"]): StepState {
  return status === "ok" ? "as-expected" : status === "failed" ? "not-as-expected" : "skipped";
}

/** The editor gives a cell the line breaks that it likes. */
function isSameText(cell: Cell, kept: KeptHead): boolean {
  const plain = (text = "") => withLineBreaks(text, "\n");
  return (
    cell.language === kept.language &&
    plain(cell.code) === plain(kept.code) &&
    plain(cell.expect?.text) === plain(kept.expect)
  );
}
