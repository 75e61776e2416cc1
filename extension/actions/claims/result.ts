import * as z from "zod";
import {
  claimNames,
  type Evidence,
  type JudgedClaim,
  judgements,
  type RunFigures,
} from "../../ledger/claims.ts";
import { amount, count, list, outcomes, verdict } from "../result-parts.ts";

const figures = z.object({
  run: count,
  strategy: z.string(),
  connections: count,
  ...outcomes,
  lost: count,
  verdict,
  durationMs: amount,
  requestsPerSecond: amount,
  disturbed: z.literal(true).optional(),
} satisfies Record<keyof RunFigures, z.ZodType>);

/** By the part that each run plays; a later version may know other parts. */
const evidence: z.ZodType<Evidence> = z.record(z.string(), figures);

const claim = z.object({
  claim: z.enum(claimNames),
  judgement: z.enum(judgements),
  evidence,
}) satisfies z.ZodType<JudgedClaim>;

export const result = z.object({ action: z.literal("claims"), claims: list(claim) });
export type ClaimsResult = z.infer<typeof result>;
