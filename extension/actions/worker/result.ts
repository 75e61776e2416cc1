import { z } from "zod";
import { amount, count, counted, list } from "../result-parts.ts";

/** What a worker has done since it was started. */
const figures = z.object({
  batches: count,
  /** Hits that it says it has moved. */
  processed: count,
  /** Batches that did not succeed. */
  failed: count,
  lastError: z.object({ code: z.string(), message: z.string() }).nullable(),
  /** How it ended without having been asked to; null: it runs. */
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
  /** The strategy's counter and buffer while they were watched. */
  samples: list(z.object({ atMs: amount, ...counted })),
});
export type WorkerResult = z.infer<typeof result>;
