import { type Discrepancy, differs, within } from "../actions/discrepancy.ts";
import { checkExpectations, readPredictions } from "../actions/expect.ts";
import { type Result, shownResults } from "../actions/index.ts";
import { LabError } from "../common/lab-error.ts";
import { checkCode, checkRuns } from "./across.ts";
import { environmentOf, type JsonCell, statusOf } from "./json-report.ts";
import type { LabReport, ReportCell } from "./lab-report.ts";

/** A discrepancy of a step; null: of the report as a whole. */
export interface StepDiscrepancy extends Discrepancy {
  readonly step: string | null;
}

/** Every value of the report that does not follow from its other values. */
export function recompute(report: LabReport): StepDiscrepancy[] {
  const environment = environmentOf(report.cells);
  const whole = [
    ...differs("engine", report.engine, environment?.engine ?? null),
    ...differs("environment", JSON.stringify(report.environment), JSON.stringify(environment)),
    ...order(report),
  ].map((one) => ({ ...one, step: null }));
  const of = (index: number) => ({ step: report.cells[index]?.step ?? `#${index + 1}` });
  const steps = report.cells.flatMap((cell, index) =>
    checkCell(cell).map((one) => ({ ...one, ...of(index) })),
  );
  const runs = checkRuns(report).flatMap(({ cell, discrepancies }) =>
    discrepancies.map((one) => ({ ...one, ...of(cell) })),
  );
  return [...whole, ...steps, ...runs];
}

/** Every cell stands in the document once, in its order. */
function order({ parts, cells }: LabReport): Discrepancy[] {
  const placed = parts.flatMap((part) => ("cell" in part ? [part.cell] : []));
  return differs("parts", placed.join(), [...cells.keys()].join());
}

function checkCell(cell: ReportCell): Discrepancy[] {
  const { result, expected, predicted } = cell;
  const foresight = [
    ...expected.flatMap((said, index) => within(`expected.${index}`, checkExpectation(said, result))),
    ...predicted.flatMap(({ key, guess, got }, index) => {
      const [read] = readPredictions(result, { [key]: guess });
      return differs(`predicted.${index}.got`, got, read?.got ?? null);
    }),
  ];
  return [...(result ? checkResult(result) : []), ...foresight, ...checkStatus(cell), ...checkCode(cell)];
}

function checkResult(result: Result): Discrepancy[] {
  return shownResults.find(({ name }) => name === result.action)?.check?.(result) ?? [];
}

function checkExpectation(said: JsonCell["expected"][number], result: Result | null): Discrepancy[] {
  const { key, want, got, held } = said;
  try {
    const [found] = checkExpectations(result, { [key]: want });
    return [...differs("got", got, found?.got ?? null), ...differs("held", held, found?.held ?? false)];
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    return [{ key: "want", said: String(want), found: error.what }];
  }
}

function checkStatus({ status, result, expected, error }: JsonCell): Discrepancy[] {
  if (!result) return differs("status", status, error ? "failed" : "skipped");
  return differs("status", status, statusOf({ result, expected }));
}
