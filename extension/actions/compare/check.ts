import { isDeepStrictEqual } from "node:util";
import { type Discrepancy, differs, within } from "../discrepancy.ts";
import { checkLoad } from "../load/check.ts";
import type { GuaranteeRow } from "./guarantees/result.ts";
import { guaranteeRows } from "./guarantees/rows.ts";
import { type CompareResult, type GuaranteesResult, hasGuarantees } from "./result.ts";

/** Each run by itself, and each row as it follows from the runs and everything else that was measured. */
export function checkCompare(result: CompareResult): Discrepancy[] {
  return [
    ...result.runs.flatMap((run, index) => within(`runs.${index}`, checkLoad(run))),
    ...(hasGuarantees(result) ? checkRows(result) : []),
  ];
}

function checkRows({ runs, rows, measured }: GuaranteesResult): Discrepancy[] {
  const own = guaranteeRows(runs, measured);
  const names = [...new Set([...Object.keys(rows), ...Object.keys(own)])];
  return names
    .filter((name) => !isDeepStrictEqual(rows[name], own[name]))
    .flatMap((name) => differs(`rows.${name}`, asText(rows[name]), asText(own[name])));
}

const asText = (row: GuaranteeRow | undefined) => (row === undefined ? null : JSON.stringify(row));
