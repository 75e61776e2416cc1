import type { Language } from "../common/language.ts";
import { sha256 } from "../common/sha256.ts";
import { actionName } from "../document/cell.ts";
import type { CellLanguage, Prose } from "../document/document.ts";
import { type CellOutcome, type JsonCell, type JsonReport, jsonCell, jsonReport } from "./json-report.ts";

/** Everything that a report shows. The page is made of nothing else, and contains it; the file in JSON has nothing else. */
export interface LabReport extends JsonReport<ReportCell> {
  readonly format: "surge-lab-report";
  /** The version of Surge Lab that made the report: another one may word it differently. */
  readonly surgeLab: string;
  readonly language: Language;
  /** Local time with its distance from UTC: `2026-11-22T18:30:00+03:00`. */
  readonly madeAt: string;
  readonly student: string | null;
  /** The document from top to bottom: Markdown as it stands in it, or the index of a cell. */
  readonly parts: readonly ({ readonly prose: string } | { readonly cell: number })[];
}

export interface ReportCell extends JsonCell {
  readonly language: CellLanguage;
  readonly code: string;
  /** The YAML of the comment behind the cell, where there is one. */
  readonly expect?: string;
  /** The code has changed since it ran. */
  readonly changedSince: boolean;
  /** When it was measured, where that was before the notebook was opened; written like `madeAt`. */
  readonly measuredAt?: string;
}

export interface ReportSource {
  readonly surgeLab: string;
  /** The file's name, without its folder. */
  readonly notebook: string;
  readonly language: Language;
  readonly madeAt: Date;
  readonly student: string | null;
  readonly parts: readonly (Prose | ReportedCell)[];
}

export interface ReportedCell {
  readonly kind: "outcome";
  readonly outcome: CellOutcome;
  readonly changedSince: boolean;
  readonly measuredAt?: Date | undefined;
}

export function labReport({ parts, madeAt, ...about }: ReportSource): LabReport {
  const reported = parts.filter((part) => part.kind === "outcome");
  const cells = reported.map(({ outcome, changedSince, measuredAt }): ReportCell => {
    const { language, code, expect } = outcome.cell;
    return {
      ...jsonCell(outcome, actionName(outcome.cell), about.language),
      language,
      code,
      ...(expect && { expect: expect.text }),
      changedSince,
      ...(measuredAt && { measuredAt: localTime(measuredAt) }),
    };
  });
  return {
    format: "surge-lab-report",
    ...jsonReport(about.notebook, cells),
    surgeLab: about.surgeLab,
    language: about.language,
    madeAt: localTime(madeAt),
    student: about.student,
    parts: parts.map((part) =>
      part.kind === "outcome" ? { cell: reported.indexOf(part) } : { prose: part.raw },
    ),
  };
}

/** The report as a file for programs. Beside it stands its hash, as in the page. */
export function reportAsJson(report: LabReport): string {
  return `${JSON.stringify({ ...report, sha256: sha256(JSON.stringify(report)) }, null, 2)}\n`;
}

function localTime(date: Date): string {
  const offset = -date.getTimezoneOffset();
  const two = (value: number) => String(Math.trunc(Math.abs(value))).padStart(2, "0");
  const local = new Date(date.getTime() + offset * 60_000).toISOString().slice(0, 19);
  return `${local}${offset < 0 ? "-" : "+"}${two(offset / 60)}:${two(offset % 60)}`;
}
