import path from "node:path";
import type { Result } from "../../extension/actions/index.ts";
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
    const code = `load: { strategy: ${step} }`;
    const cell = { kind: "cell", raw: code, language: "yaml", step, code, line: 1 } as const;
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

export function cell(result: Result): CellReport {
  return { result, predicted: [], expected: [] };
}
