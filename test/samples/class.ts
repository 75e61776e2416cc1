import { createHash } from "node:crypto";
import type { CheckResult } from "../../extension/actions/check/result.ts";
import type { Outcome } from "../../extension/report/class/points.ts";
import { type GradedStudent, pointsOf } from "../../extension/report/class/points.ts";
import { attemptsOf, type Student } from "../../extension/report/class/students.ts";
import type { LabReport } from "../../extension/report/lab-report.ts";
import * as samples from "./index.ts";
import { reportOf } from "./report.ts";

/** A student who guessed this and handed in this text; without one, an earlier version made the report. */
export function student(
  name: string,
  guess: number,
  text: string | undefined,
  file = "lab-stack/app/strategies/yours.ts",
) {
  const { sourceHash: _, source: __, ...rest } = samples.check;
  const check: CheckResult = {
    ...rest,
    sourceHash: createHash("sha256")
      .update(text ?? "")
      .digest("hex"),
    ...(text !== undefined && { source: { file, text } }),
  };
  const report: LabReport = {
    ...reportOf({
      start: samples.cell(samples.start),
      load: { ...samples.naiveCell, predicted: [{ key: "stored", guess, got: 81 }] },
      check: samples.cell(check),
    }),
    student: name,
  };
  const handedIn = { file: `${name}/surge.html`, report, disagreements: [] };
  const made: Student = { name, reports: [handedIn], unreadable: [] };
  return made;
}

/** As the check here has judged it. */
export function graded(student: Student, outcome: Outcome | undefined): GradedStudent {
  return {
    ...student,
    attempts: attemptsOf(student).map((attempt) => ({
      ...attempt,
      outcome: typeof attempt.code === "string" ? undefined : outcome,
      points: pointsOf(attempt.exercise, typeof attempt.code === "string" ? undefined : outcome),
    })),
  };
}

const checked: Outcome = { kind: "checked", result: samples.check };
const wrong = { en: "Step load, lost: the report says 0.", ru: "Шаг load, lost: в отчёте 0." };

/** A class with everything that can be said of one. */
export const students: readonly GradedStudent[] = [
  graded(student('=HYPERLINK("http://x")', 1000, "one"), checked),
  graded(student("Ада Лавлейс", 1000, "one"), checked),
  graded(student("<b>Grace</b>", 80, "two"), { kind: "broken", said: "The app has stopped." }),
  graded(student("old", 500, undefined), undefined),
  graded(student("slow", 500, "three"), { kind: "late" }),
  graded(student("snake", 500, "five", "lab-stack/fastapi/strategies/yours.py"), {
    kind: "lacking",
    said: "There is no Python.",
  }),
  graded(
    {
      ...student("edited", 0, "four"),
      reports: student("edited", 0, "four").reports.map((one) => ({ ...one, disagreements: [wrong] })),
    },
    checked,
  ),
  graded({ name: "lost", reports: [], unreadable: [{ file: "lost.html", why: wrong }] }, undefined),
];
