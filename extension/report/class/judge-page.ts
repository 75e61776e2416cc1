import { comparisonOf } from "../../actions/check/comparison/comparison.ts";
import { comparisonDemandNames, comparisonDemands } from "../../actions/check/comparison/demands.ts";
import { runsAmong } from "../../actions/check/comparison/own-runs.ts";
import type { LabReport } from "../lab-report.ts";
import type { Outcome } from "./points.ts";

/** What a page says, beside the loads of the report that it came with. */
export function judgePage(text: string, { cells, environment }: LabReport): Outcome {
  const loads = cells.flatMap(({ step, result }) => (result?.action === "load" ? [{ step, result }] : []));
  const comparison = comparisonOf(text, runsAmong(loads, environment));
  const demands = comparisonDemandNames.map((name) => ({
    name,
    ...comparisonDemands[name](comparison),
    durationMs: 0,
  }));
  return { kind: "checked", result: { demands } };
}
