import type { Environment } from "../actions/environment/environment.ts";
import type { Result } from "../actions/index.ts";
import { type CellReport, hasStatementError } from "../actions/run-cell.ts";
import { explain, LabError } from "../common/lab-error.ts";
import type { Language } from "../common/language.ts";
import type { Cell } from "../document/document.ts";

/** The outcome of a cell: it ran, it failed, or it was not run. */
export type CellOutcome =
  | { readonly cell: Cell; readonly status: "ok" | "failed"; readonly report: CellReport }
  | { readonly cell: Cell; readonly status: "failed"; readonly error: unknown }
  | {
      readonly cell: Cell;
      readonly status: "skipped";
      /** What this machine lacks for it, and how to get it; absent where the cell was not to run. */
      readonly missing?: LabError;
    };

/** What programs read of a run. A report is this, with the document around it. */
export interface JsonReport<C extends JsonCell = JsonCell> {
  readonly version: 1;
  readonly notebook: string;
  readonly engine: Environment["engine"] | null;
  readonly environment: Environment | null;
  readonly cells: readonly C[];
}

export interface JsonCell {
  readonly step: string | null;
  readonly action: string;
  readonly status: CellOutcome["status"];
  readonly predicted: CellReport["predicted"];
  readonly expected: CellReport["expected"];
  /** The student's reason for the prediction. */
  readonly why?: string;
  readonly result: Result | null;
  readonly error: { readonly code: string; readonly message: string } | null;
  /** Why it was skipped, where something is missing on the machine. */
  readonly missing?: { readonly code: string; readonly message: string };
}

/** A step whose expectation did not hold has failed, and so has one whose statement the servers refused. */
export function ranOutcome(cell: Cell, report: CellReport): CellOutcome {
  return { cell, status: statusOf(report), report };
}

export function statusOf({ result, expected }: Pick<CellReport, "result" | "expected">): "ok" | "failed" {
  return hasStatementError({ result }) || expected.some(({ held }) => !held) ? "failed" : "ok";
}

/** The environment is that of the first start, else of the first load. */
export function jsonReport<C extends JsonCell>(notebook: string, cells: readonly C[]): JsonReport<C> {
  const environment = environmentOf(cells);
  return { version: 1, notebook, engine: environment?.engine ?? null, environment, cells };
}

/** @param language of the error's message, if there is one */
export function jsonCell(outcome: CellOutcome, action: string, language: Language): JsonCell {
  const report = "report" in outcome ? outcome.report : undefined;
  return {
    step: outcome.cell.step ?? null,
    action,
    status: outcome.status,
    predicted: report?.predicted ?? [],
    expected: report?.expected ?? [],
    ...(report?.why !== undefined && { why: report.why }),
    result: report?.result ?? null,
    error: "error" in outcome ? jsonError(outcome.error, language) : null,
    ...("missing" in outcome && outcome.missing && { missing: jsonError(outcome.missing, language) }),
  };
}

export function environmentOf(cells: readonly Pick<JsonCell, "result">[]): Environment | null {
  const results = cells.flatMap(({ result }) => result ?? []);
  const measured =
    results.find((result) => result.action === "start") ?? results.find((result) => result.action === "load");
  return measured?.environment ?? null;
}

function jsonError(error: unknown, language: Language): NonNullable<JsonCell["error"]> {
  return { code: error instanceof LabError ? error.code : "unexpected", message: explain(error, language) };
}
