import { z } from "zod";
import type { HeldKey, HeldTable } from "../../stack/stack.ts";
import { amount, count, ledger, verdict } from "../result-parts.ts";
import { type MatrixCell, type MatrixResult, moves, type StepResult } from "./results.ts";

const { looseObject: object, array, string, boolean } = z;

const move = z.enum(moves);
const heldKey = object({
  key: string(),
  type: string(),
  value: string().nullable(),
  size: count.nullable(),
  taken: count.nullable(),
}) satisfies z.ZodType<HeldKey>;
const heldTable = object({
  table: string(),
  rows: count,
  value: z.number().nullable(),
  own: boolean(),
}) satisfies z.ZodType<HeldTable>;

export const step = object({
  action: z.literal("step"),
  strategy: string(),
  hits: count,
  sources: z.record(string(), string()),
  steps: array(
    object({
      move: move.nullable(),
      worker: count,
      place: string(),
      file: string().nullable(),
      line: count.nullable(),
      failed: object({ code: string(), message: string() }).nullable(),
      redis: array(heldKey),
      postgres: array(heldTable),
      ledger: object(ledger),
    }),
  ),
  ...ledger,
}) satisfies z.ZodType<StepResult>;

const matrixCell = object({
  runs: count,
  exact: count,
  lost: count,
  duplicated: count,
  pending: count,
  verdict,
  outcomes: array(object({ times: count, ledger: object(ledger) })),
}) satisfies z.ZodType<MatrixCell>;

export const matrix = object({
  action: z.literal("matrix"),
  hits: count,
  repeat: count,
  matrix: z.record(string(), z.record(string(), matrixCell)),
  leftOut: array(object({ strategy: string(), code: string() })),
  crashes: count,
  durationMs: amount,
}) satisfies z.ZodType<MatrixResult>;
