import { LabError } from "../common/lab-error.ts";
import type { Environment, ExpectedValue, Result } from "../results/results.ts";
import type { CellOutcome } from "./run-notebook.ts";

/** What `--json FILE` holds. */
export interface JsonReport {
  readonly version: 1;
  readonly notebook: string;
  readonly engine: Environment["engine"] | null;
  readonly environment: Environment | null;
  readonly cells: readonly JsonCell[];
}

interface JsonCell {
  readonly step: string | null;
  readonly action: string;
  readonly status: CellOutcome["status"];
  readonly expected: readonly ExpectedValue[];
  readonly result: Result | null;
  readonly error: { readonly code: string; readonly message: string } | null;
}

export function jsonReport(
  notebook: string,
  outcomes: readonly CellOutcome[],
  actionOf: (outcome: CellOutcome) => string,
): JsonReport {
  const cells = outcomes.map((outcome) => jsonCell(outcome, actionOf(outcome)));
  const started = cells.map(({ result }) => result).find((result) => result?.action === "start");
  const environment = started?.action === "start" ? started.environment : null;
  return { version: 1, notebook, engine: environment?.engine ?? null, environment, cells };
}

function jsonCell(outcome: CellOutcome, action: string): JsonCell {
  const report = "report" in outcome ? outcome.report : undefined;
  return {
    step: outcome.cell.step ?? null,
    action,
    status: outcome.status,
    expected: report?.expected ?? [],
    result: report?.result ?? null,
    error: "error" in outcome ? jsonError(outcome.error) : null,
  };
}

function jsonError(error: unknown): JsonCell["error"] {
  const message = error instanceof Error ? error.message : String(error);
  return { code: error instanceof LabError ? error.code : "unexpected", message };
}
