import * as z from "zod";
import { amount, count, counted, ledger } from "../result-parts.ts";
import { misplacedHits } from "../verdict/misplaced-hits.ts";

export const result = z.object({
  action: z.literal("process"),
  strategy: z.string(),
  /** Hits that the app says it moved into PostgreSQL. */
  processed: count,
  /** How many calls of "process" ran at the same time. */
  atOnce: count,
  durationMs: amount,
  before: z.object(counted),
  after: z.object(counted),
  /** The counter in PostgreSQL and the buffer after the step (as `after`). */
  ...counted,
  /** Of the pending after the step: in the buffer only by the app's word. */
  claimed: count.exactOptional(),
  /** The last load of this strategy, judged again now; null when there was none since the reset. */
  ledger: z.object({ run: count, ...ledger }).nullable(),
  elsewhere: misplacedHits.optional(),
});
export type ProcessResult = z.infer<typeof result>;
