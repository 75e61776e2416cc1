import * as z from "zod";
import { amount, count, counted, list } from "../result-parts.ts";

/** `thrown`: an exception of the strategy, with its place in the code. */
export const batchError = z.object({
  code: z.string(),
  message: z.string(),
  thrown: z.string().exactOptional(),
});

/** A worker since its start. */
const figures = z.object({
  batches: count,
  /** Hits that it reports as moved. */
  processed: count,
  /** Failed batches. */
  failed: count,
  lastError: batchError.nullable(),
  /** How it ended, unasked; null: it runs. */
  ended: z.string().nullable(),
});
export type WorkerFigures = z.infer<typeof figures>;

export const result = z.object({
  action: z.literal("worker"),
  strategy: z.string(),
  everySeconds: amount,
  workers: list(figures),
  /** The sum over the workers. */
  moved: count,
  /** At the end of the watch. */
  ...counted,
  /** Of `pending`: in the buffer only by the app's word. */
  claimed: count.exactOptional(),
  /** The strategy's counter and buffer while they were watched. */
  samples: list(z.object({ atMs: amount, ...counted })),
});
export type WorkerResult = z.infer<typeof result>;
