import { createHash } from "node:crypto";
import type { CarriedFile } from "../../extension/actions/check/carried-app.ts";
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

/** A student who handed in an app of their own; without files, one that is too large for a report. */
export function studentWithApp(name: string, files: readonly CarriedFile[] | undefined): Student {
  const { strategy: _, source: __, ...rest } = samples.check;
  const contract = {
    folder: "my-app",
    command: "java Server.java",
    hit: "POST /hit",
    stored: { sql: "SELECT value FROM counter" },
  };
  const missing = { en: "the folder my-app has too much.", ru: "в папке my-app слишком много." };
  const check: CheckResult = {
    ...rest,
    folder: "my-app/",
    ownApp: { contract, ...(files ? { files } : { missing }) },
  };
  const report = { ...reportOf({ check: samples.cell(check) }), student: name };
  return { name, reports: [{ file: `${name}.json`, report, disagreements: [] }], unreadable: [] };
}

/** As the check here has judged it. */
export function graded(student: Student, outcome: Outcome | undefined): GradedStudent {
  return {
    ...student,
    attempts: attemptsOf(student).map((attempt) => ({
      ...attempt,
      outcome: typeof attempt.code === "string" ? undefined : outcome,
      points: pointsOf(attempt, typeof attempt.code === "string" ? undefined : outcome),
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
  graded(studentWithApp("barista", [{ path: "Server.java", text: "class Server {}" }]), {
    kind: "notStarted",
    code: "own-program",
    said: "There is no program “java” here.",
  }),
  graded(studentWithApp("packer", undefined), undefined),
  graded({ name: "lost", reports: [], unreadable: [{ file: "lost.html", why: wrong }] }, undefined),
];
