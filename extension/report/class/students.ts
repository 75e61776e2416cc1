import type { CarriedApp, CarriedFile } from "../../actions/check/carried-app.ts";
import type { CheckResult } from "../../actions/check/result.ts";
import {
  checkerExercise,
  type ExerciseName,
  writtenExercise,
} from "../../actions/exercises/exercise-name.ts";
import { strategyName } from "../../actions/parameters.ts";
import type { Localized } from "../../common/language.ts";
import { apps } from "../../stack/apps.ts";
import { type AppName, appNames } from "../../stack/stack.ts";
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

export interface Code {
  /** The app that it is written for, or tried beside. */
  readonly app: AppName;
  /** The name under which it counts hits, where it does. */
  readonly strategy?: string;
  readonly text: string;
}

/** Where a teacher's machine unpacks an app, whatever its folder was called. */
export const ownFolder = "own-app";

/** An app that is not the lab's: its files, and how it is started. */
export interface OwnCode {
  readonly contract: CarriedApp["contract"];
  readonly files: readonly CarriedFile[];
}

/** What is run to be judged. */
export type Program = Code | OwnCode;

/** It is read, and never run. */
export interface Page {
  readonly text: string;
}

/** An earlier version made the report; or it is code for no app that is known; or there is too much of it. */
export type NoCode = "noCode" | "otherApp" | "notCarried";

/** What a student has handed in for an exercise. */
export interface Attempt {
  readonly exercise: ExerciseName;
  /** What was checked; or why it cannot be checked again. */
  readonly code: Program | Page | NoCode;
  /** It is judged by the demands on an own app, also where its code is missing. */
  readonly isOwnApp: boolean;
  /** The one that it came with. */
  readonly report: LabReport;
  readonly asked: CheckResult["asked"];
  /** As the student's own machine has checked it. */
  readonly reported: Pick<CheckResult, "met" | "passed">;
}

/** False for a page, and where nothing is there to be run. */
export function isProgram(code: Attempt["code"]): code is Program {
  return typeof code !== "string" && ("app" in code || "contract" in code);
}

/** The last check of each exercise. */
export function attemptsOf({ reports }: Student): Attempt[] {
  const checks = reports.flatMap(({ report }) =>
    report.cells.flatMap(({ result }) => (result?.action === "check" ? [{ report, check: result }] : [])),
  );
  const last = new Map(checks.map((one) => [one.check.exercise, one]));
  return [...last.values()].map(({ report, check }) => {
    const { exercise, asked, met, passed } = check;
    return {
      exercise,
      code: codeOf(check),
      isOwnApp: isOwnApp(check),
      report,
      asked,
      reported: { met, passed },
    };
  });
}

/** Earlier versions carry neither text. */
function isOwnApp({ folder, source, ownApp }: CheckResult): boolean {
  return ownApp !== undefined || (folder !== undefined && source === undefined);
}

/** Of what the report says of the file only its ending counts: a student could have written any path there. */
function codeOf({ exercise, strategy, source, ownApp }: CheckResult): Attempt["code"] {
  if (ownApp) {
    const { contract, files } = ownApp;
    return files ? { contract: { ...contract, folder: ownFolder }, files } : "notCarried";
  }
  if (!source) return "noCode";
  const { text } = source;
  if (exercise === writtenExercise) return { text };
  if (exercise === checkerExercise) return { app: "node", text };
  const app = appNames.find((name) => source.file.endsWith(apps[name].extension));
  const named = strategyName.safeParse(strategy);
  return app !== undefined && named.success ? { app, strategy: named.data, text } : "otherApp";
}
