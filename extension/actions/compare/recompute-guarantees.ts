import { isDeepStrictEqual } from "node:util";
import { type Discrepancy, differs } from "../discrepancy.ts";
import { type GuaranteesResult, guaranteeRows } from "./guarantees.ts";

/** Each row, as it follows from the runs and whatever else was measured. */
export function checkGuarantees({ runs, rows, measured }: GuaranteesResult): Discrepancy[] {
  const own = guaranteeRows(runs, measured);
  const names = [...new Set([...Object.keys(rows), ...Object.keys(own)])];
  return names
    .filter((name) => !isDeepStrictEqual(rows[name], own[name]))
    .flatMap((name) => differs(`rows.${name}`, asText(rows[name]), asText(own[name])));
}

const asText = (row: GuaranteesResult["rows"][string] | undefined) =>
  row === undefined ? null : JSON.stringify(row);
