import { z } from "zod";
import type { Ledger } from "../ledger/ledger.ts";

// What the shapes of several results have in common.
export const count = z.int().min(0);
export const amount = z.number().min(0);
export const counted = { stored: count, pending: count };
export const outcomes = { attempted: count, ok: count, failed: count, unknown: count };

export const ledger = {
  ...outcomes,
  ...counted,
  lost: count,
  duplicated: count,
  recovered: count,
  unexpected: count.optional(),
  byName: z.boolean(),
  verdict: z.enum(["exact", "open", "lost", "duplicated", "lost-and-duplicated", "unexpected"]),
} satisfies Record<keyof Ledger, z.ZodType>;

export const { verdict } = ledger;
