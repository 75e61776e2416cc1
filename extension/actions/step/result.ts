import * as z from "zod";
import type { HeldKey, HeldTable } from "../../inspection/held-data.ts";
import { count, ledger, list } from "../result-parts.ts";
import { source } from "../strategies/source.ts";
import { moves } from "./moves.ts";

const heldKey = z.object({
  key: z.string(),
  type: z.string(),
  value: z.string().nullable(),
  size: count.nullable(),
  taken: count.nullable(),
}) satisfies z.ZodType<HeldKey>;

const heldTable = z.object({
  table: z.string(),
  rows: count,
  value: z.number().nullable(),
  own: z.boolean(),
}) satisfies z.ZodType<HeldTable>;

const walkStep = z.object({
  /** The move that led here; null: none yet. */
  move: z.enum(moves).nullable(),
  /** Which worker process it is, counting from 1. */
  worker: count,
  /** `begin`: before its first line; the name of a failpoint; `end`: through with the batch; `dead`: killed. */
  place: z.string(),
  /** The file of the failpoint, and its line; null where the worker stands at none. */
  file: z.string().nullable(),
  line: count.nullable(),
  /** How the batch failed, when it did. */
  failed: z.object({ code: z.string(), message: z.string() }).nullable(),
  redis: list(heldKey),
  postgres: list(heldTable),
  /** The account as it is if the worker dies now. */
  ledger: z.object(ledger),
});
/** A place of the walk, and what Redis and PostgreSQL held there. */
export type WalkStep = z.infer<typeof walkStep>;

export const result = z.object({
  action: z.literal("step"),
  strategy: z.string(),
  /** The text that ran. Missing in results of earlier versions, and for an app that does not say it. */
  source: source.optional(),
  hits: count,
  /** The files that the worker went through, relative to the app's folder, as they ran. */
  sources: z.record(z.string(), z.string()),
  /** The first is the one before any move. */
  steps: list(walkStep),
  ...ledger,
});
export type StepResult = z.infer<typeof result>;
