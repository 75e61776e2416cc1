import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { hashOfCarried } from "../../extension/actions/check/carried-app.ts";
import { demandsOf } from "../../extension/actions/check/exercises.ts";
import type { CheckResult } from "../../extension/actions/check/result.ts";
import { isOfStrategy } from "../../extension/actions/exercises/exercise-name.ts";
import type { LoadResult } from "../../extension/actions/load/result.ts";
import { buildReport } from "../../extension/report/build-report.ts";
import { reportAsJson } from "../../extension/report/lab-report.ts";
import * as samples from "../samples/index.ts";
import { reportOf, styles } from "../samples/report.ts";

/** The contract of an own app that counts in PostgreSQL, as *New App…* writes it. */
export const contractOf = (command: string) => ({
  folder: "my-app",
  command,
  hit: "POST /hit",
  stored: { sql: "SELECT value FROM counter WHERE id = 1" },
  reset: { sql: "UPDATE counter SET value = 0" },
});

/** What a student's own check may have said: all is well. A grading does not believe it. */
function solved(
  exercise: CheckResult["exercise"],
  text: string,
  file: string,
  ownApp: CheckResult["ownApp"],
): CheckResult {
  const demands = demandsOf(exercise, ownApp !== undefined).map((name) => ({
    name,
    passed: true,
    seen: { code: "unchanged", numbers: [] },
    durationMs: 10,
  }));
  return {
    action: "check",
    exercise,
    ...(isOfStrategy(exercise) ? { strategy: ownApp ? "own" : "yours" } : { file }),
    seed: 7,
    ...(ownApp
      ? { folder: "my-app/", sourceHash: hashOfCarried(ownApp.files ?? []), ownApp }
      : { sourceHash: createHash("sha256").update(text).digest("hex"), source: { file, text } }),
    passed: true,
    met: demands.length,
    demands,
    asked: { hints: 2, solution: false },
    durationMs: 1_000,
  };
}

/** Writes a report that agrees with itself. @param file within the folder; its ending says in which form */
export async function handIn(
  folder: string,
  file: string,
  {
    exercise,
    text = "",
    ownApp,
    written = "lab-stack/app/strategies/yours.ts",
    name,
    guess = 1000,
    loads = {},
  }: {
    exercise: CheckResult["exercise"];
    text?: string;
    ownApp?: CheckResult["ownApp"];
    written?: string;
    name?: string;
    guess?: number;
    loads?: Readonly<Record<string, LoadResult>>;
  },
): Promise<void> {
  const report = {
    ...reportOf({
      start: {
        ...samples.cell(samples.start),
        predicted: [{ key: "connections.max", guess, got: samples.start.connections.max }],
      },
      ...Object.fromEntries(Object.entries(loads).map(([step, load]) => [step, samples.cell(load)])),
      check: samples.cell(solved(exercise, text, written, ownApp)),
    }),
    student: name ?? null,
  };
  await mkdir(dirname(join(folder, file)), { recursive: true });
  const form = file.endsWith(".json") ? reportAsJson(report) : buildReport(report, styles);
  await writeFile(join(folder, file), form);
}
