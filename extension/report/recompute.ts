import { checkGuarantees } from "../actions/compare/recompute-guarantees.ts";
import { checkMatrix, checkStep } from "../actions/crash/recompute.ts";
import { type Discrepancy, differs, within } from "../actions/discrepancy.ts";
import { checkExpectations, readPredictions } from "../actions/expect.ts";
import { shownResults } from "../actions/index.ts";
import { checkInterleave } from "../actions/interleave/recompute.ts";
import { checkLoad } from "../actions/load/check.ts";
import type { Result } from "../actions/results.ts";
import { LabError } from "../common/lab-error.ts";
import { judge } from "../ledger/claims.ts";
import { environmentOf, type JsonCell, statusOf } from "./json-report.ts";
import type { LabReport } from "./lab-report.ts";

/** A claim of a step; null: of the report as a whole. */
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
  ].map((claim) => ({ ...claim, step: null }));
  const steps = report.cells.flatMap((cell, index) =>
    checkCell(cell).map((claim) => ({ ...claim, step: cell.step ?? `#${index + 1}` })),
  );
  return [...whole, ...steps];
}

/** Every cell stands in the document once, in its order. */
function order({ parts, cells }: LabReport): Discrepancy[] {
  const placed = parts.flatMap((part) => ("cell" in part ? [part.cell] : []));
  return differs("parts", placed.join(), [...cells.keys()].join());
}

function checkCell(cell: JsonCell): Discrepancy[] {
  const { result, expected, predicted } = cell;
  const foresight = [
    ...expected.flatMap((said, index) => within(`expected.${index}`, checkExpectation(said, result))),
    ...predicted.flatMap(({ key, guess, got }, index) => {
      const [read] = readPredictions(result, { [key]: guess });
      return differs(`predicted.${index}.got`, got, read?.got ?? null);
    }),
  ];
  return [...(result ? checkResult(result) : []), ...foresight, ...checkStatus(cell)];
}

function checkResult(result: Result): Discrepancy[] {
  const shown = shownResults.find(({ name }) => name === result.action);
  if (shown) return shown.check?.(result) ?? [];
  switch (result.action) {
    case "compare":
      return [
        ...result.runs.flatMap((run, index) => within(`runs.${index}`, checkLoad(run))),
        ...("rows" in result ? checkGuarantees(result) : []),
      ];
    case "claims":
      return result.claims.flatMap(({ claim, judgement, evidence }, index) =>
        differs(`claims.${index}.judgement`, judgement, judge(claim, evidence)),
      );
    case "interleave":
      return checkInterleave(result);
    case "step":
      return checkStep(result);
    case "matrix":
      return checkMatrix(result);
    default:
      return [];
  }
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
