import * as z from "zod";
import { languages } from "../common/language.ts";
import type { Ledger } from "../ledger/ledger.ts";

// Parts that the results of several actions share. A key that a later version adds is no reason to refuse a result.
export const count = z.int().min(0);
export const amount = z.number().min(0);
/** A read-only list. */
export const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly();
/** A text in each language. */
export const localized = z.record(z.enum(languages), z.string());
export const counted = { stored: count, pending: count };
export const outcomes = { attempted: count, ok: count, failed: count, unknown: count };

/** What clients that tried again wanted to happen once, described at `Intents`. */
export const intents = z.object({
  ...outcomes,
  stored0: count.optional(),
  stored1: count.optional(),
  storedMore: count.optional(),
});

export const ledger = {
  ...outcomes,
  ...counted,
  claimed: count.optional(),
  lost: count,
  duplicated: count,
  recovered: count,
  unexpected: count.optional(),
  byName: z.boolean(),
  unread: localized.optional(),
  moving: z.literal(true).optional(),
  intents: intents.optional(),
  verdict: z.enum(["exact", "open", "lost", "duplicated", "lost-and-duplicated", "unexpected"]),
} satisfies Record<keyof Ledger, z.ZodType>;

export const { verdict } = ledger;
