import { demandsOf } from "../../actions/check/exercises.ts";
import { type CheckResult, isContractGap } from "../../actions/check/result.ts";
import type { Attempt, Student } from "./students.ts";

/** What was seen, and the seed of what was drawn, where anything was. */
type Judged = Pick<CheckResult, "demands"> & Partial<Pick<CheckResult, "seed">>;

/** What came of checking a text here. `said` is in the language of the grading. */
export type Outcome =
  | { readonly kind: "checked"; readonly result: Judged }
  /** The text cannot be checked to the end: it does not load, or takes the app down. */
  | { readonly kind: "broken"; readonly code?: string | undefined; readonly said: string }
  /** An app that is not ours does not start here; `code` is that of the error. */
  | { readonly kind: "notStarted"; readonly code: string; readonly said: string }
  | { readonly kind: "late" }
  /** What it needs is not on this machine. */
  | { readonly kind: "lacking"; readonly said: string };

/** A point for each demand that is met. */
export interface Points {
  /** Undefined where nothing was judged. */
  readonly met: number | undefined;
  readonly of: number;
  /** By their names. */
  readonly unmet: readonly string[];
  /** Demands that say neither: it took too long. */
  readonly open: readonly string[];
}

export function pointsOf(
  { exercise, isOwnApp }: Pick<Attempt, "exercise" | "isOwnApp">,
  outcome: Outcome | undefined,
): Points {
  const names = demandsOf(exercise, isOwnApp);
  const of = names.length;
  if (outcome?.kind === "broken" || outcome?.kind === "notStarted")
    return { met: 0, of, unmet: names, open: [] };
  if (outcome?.kind !== "checked")
    return { met: undefined, of, unmet: [], open: outcome?.kind === "late" ? names : [] };
  const { demands } = outcome.result;
  const namesOf = (some: typeof demands) => some.map(({ name }) => name);
  const open = demands.filter(isUndecided);
  const unmet = demands.filter((demand) => !demand.passed && !isUndecided(demand));
  return { met: demands.length - open.length - unmet.length, of, unmet: namesOf(unmet), open: namesOf(open) };
}

/** What a contract leaves out is not given, however long one looks. */
const isUndecided = ({ passed, seen }: Judged["demands"][number]) =>
  passed === null && !isContractGap(seen.code);

/** What no second look would change. */
const lasting = ["app-endless", "own-command", "own-program", "strategy-does-not-load"];

/** True when a second look may say more. */
export function isOpen(outcome: Outcome): boolean {
  if ("code" in outcome && lasting.some((code) => code === outcome.code)) return false;
  return outcome.kind !== "checked" || outcome.result.demands.some(isUndecided);
}

export interface GradedAttempt extends Attempt {
  readonly outcome: Outcome | undefined;
  readonly points: Points;
}

export interface GradedStudent extends Student {
  readonly attempts: readonly GradedAttempt[];
}

export interface GradedClass {
  readonly students: readonly GradedStudent[];
}

/** All points of a student, of the exercises that were judged. */
export function sumOf({ attempts }: GradedStudent): { readonly met: number; readonly of: number } {
  const judged = attempts.flatMap(({ points: { met, of } }) => (met === undefined ? [] : [{ met, of }]));
  return {
    met: judged.reduce((sum, { met }) => sum + met, 0),
    of: judged.reduce((sum, { of }) => sum + of, 0),
  };
}
