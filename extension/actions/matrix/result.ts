import * as z from "zod";
import { amount, count, ledger, list, verdict } from "../result-parts.ts";
import { source } from "../strategies/source.ts";

const outcome = z.object({ times: count, ledger: z.object(ledger) });
/** Runs that ended alike. */
export type MatrixOutcome = z.infer<typeof outcome>;

const cell = z.object({
  runs: count,
  /** Runs whose ledger closed. */
  exact: count,
  /** The most that one run lost, counted twice, and left in the buffer. */
  lost: count,
  duplicated: count,
  pending: count,
  /** The first verdict that is not `exact`, if there is one. */
  verdict,
  outcomes: list(outcome),
});
export type MatrixCell = z.infer<typeof cell>;
export type MatrixCounts = Omit<MatrixCell, "outcomes">;

export const result = z.object({
  action: z.literal("matrix"),
  hits: count,
  repeat: count,
  /** By strategy, then by the place of the crash, in the order in which the strategy comes to them. */
  matrix: z.record(z.string(), z.record(z.string(), cell)),
  /** Strategies that the cell does not name and that cannot be crashed here: the code of the error that says why. */
  leftOut: list(z.object({ strategy: z.string(), code: z.string() })),
  /** The texts that ran, by strategy. Missing in results of earlier versions, and for an app that does not say it. */
  sources: z.record(z.string(), source).optional(),
  /** Workers that were killed. */
  crashes: count,
  durationMs: amount,
});
export type MatrixResult = z.infer<typeof result>;
