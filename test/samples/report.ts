import path from "node:path";
import { actions, type Result } from "../../extension/actions/index.ts";
import type { LoadResult } from "../../extension/actions/load/result.ts";
import type { CellReport } from "../../extension/actions/run-cell.ts";
import type { Language } from "../../extension/common/language.ts";
import { ranOutcome } from "../../extension/report/json-report.ts";
import { type LabReport, labReport, type ReportSource } from "../../extension/report/lab-report.ts";
import { readStyles } from "../../extension/report/styles.ts";

export const styles = await readStyles(path.join(import.meta.dirname, "../../dist"));

/** A notebook with a cell for each of these, between a heading and an answer of the student's. */
export function reportOf(
  reports: Readonly<Record<string, CellReport>>,
  { language = "en", prose = "# The surge\n\nRun it." }: { language?: Language; prose?: string } = {},
): LabReport {
  const ran = Object.entries(reports).map(([step, report]): ReportSource["parts"][number] => {
    const code = codeOf(report);
    const { action } = report.result;
    const language = action === "sql" || action === "redis" ? action : "yaml";
    const cell = { kind: "cell", raw: code, language, step, code, line: 1 } as const;
    return { kind: "outcome", outcome: ranOutcome(cell, report), changedSince: false };
  });
  return labReport({
    surgeLab: "0.1.0",
    notebook: "surge.en.lab.md",
    language,
    madeAt: new Date("2026-11-22T15:00:00Z"),
    student: null,
    parts: [
      { kind: "prose", raw: prose },
      ...ran,
      { kind: "prose", raw: "## My answer\n\nThey overwrite each other." },
    ],
  });
}

/** The code of a cell that has this result. */
function codeOf({ result, predicted, expected }: CellReport): string {
  const values = (pairs: readonly (readonly [string, unknown])[]) =>
    JSON.stringify(Object.fromEntries(pairs));
  const example = actions.find(({ name }) => name === result.action)?.example.en ?? "";
  return [
    result.action === "load" ? `load: ${requestOf(result)}` : example,
    ...(predicted.length > 0 ? [`predict: ${values(predicted.map(({ key, guess }) => [key, guess]))}`] : []),
    ...(expected.length > 0 ? [`expect: ${values(expected.map(({ key, want }) => [key, want]))}`] : []),
  ].join("\n");
}

function requestOf(load: LoadResult): string {
  const { strategy, requests, durationSeconds, connections, openLoop, processEveryMs } = load;
  const parameters = {
    strategy,
    requests,
    duration: durationSeconds,
    connections,
    rate: openLoop?.rate ?? null,
    processEvery: processEveryMs,
  };
  const given = Object.entries(parameters).filter(([, value]) => value !== null);
  return `{ ${given.map(([key, value]) => `${key}: ${value}`).join(", ")} }`;
}

export function cell(result: Result): CellReport {
  return { result, predicted: [], expected: [] };
}
