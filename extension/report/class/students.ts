import type { CheckResult } from "../../actions/check/result.ts";
import type { ExerciseName } from "../../actions/exercises/exercise-name.ts";
import type { Localized } from "../../common/language.ts";
import type { LabReport } from "../lab-report.ts";

/** A file that was handed in, and what its verification says. */
export interface HandedIn {
  readonly file: string;
  readonly report: LabReport;
  /** Empty when all agrees. */
  readonly disagreements: readonly Localized[];
}

export interface Student {
  readonly name: string;
  /** In the order in which they were made. */
  readonly reports: readonly HandedIn[];
  /** Files that are no readable reports, and why. */
  readonly unreadable: readonly { readonly file: string; readonly why: Localized }[];
}

/** What a student has handed in for an exercise. */
export interface Attempt {
  readonly exercise: ExerciseName;
  /** Undefined where an earlier version made the report: it has no code. */
  readonly source: CheckResult["source"];
  readonly asked: CheckResult["asked"];
  /** As the student's own machine has checked it. */
  readonly reported: Pick<CheckResult, "met" | "passed">;
}

/** The last check of each exercise. */
export function attemptsOf({ reports }: Student): Attempt[] {
  const checks = reports.flatMap(({ report }) =>
    report.cells.flatMap(({ result }) => (result?.action === "check" ? [result] : [])),
  );
  const last = new Map(checks.map((check) => [check.exercise, check]));
  return [...last.values()].map(({ exercise, source, asked, met, passed }) => ({
    exercise,
    source,
    asked,
    reported: { met, passed },
  }));
}
