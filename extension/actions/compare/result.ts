import * as z from "zod";
import { result as loadResult } from "../load/result.ts";
import { list } from "../result-parts.ts";
import { measured, rows } from "./guarantees/result.ts";

export const result = z
  .object({
    action: z.literal("compare"),
    runs: list(loadResult),
    /** With `guarantees`: the strategies side by side, each with what was measured of it and nothing else. */
    rows: rows.optional(),
    measured: measured.optional(),
  })
  // The rows follow from the measurements, so one is never there without the other.
  .refine((result) => (result.rows === undefined) === (result.measured === undefined));
export type CompareResult = z.infer<typeof result>;
export type GuaranteesResult = Required<CompareResult>;

export function hasGuarantees(result: CompareResult): result is GuaranteesResult {
  return result.rows !== undefined && result.measured !== undefined;
}
