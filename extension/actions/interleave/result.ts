import * as z from "zod";
import { amount, count, list } from "../result-parts.ts";
import { source } from "../strategies/source.ts";

export const isolationLevels = ["read-committed", "repeatable-read", "serializable"] as const;
export type IsolationLevel = (typeof isolationLevels)[number];

/** What is counted of the orders of a level. */
export const orderCounts = ["orders", "exact", "losing", "doubling", "aborting", "waiting"] as const;

/** Whose statement was sent at each place: `ABAB`. */
const order = z.string().regex(/^[A-C]+$/);

const outcome = {
  /** Acknowledged hits. */
  ok: count,
  /** Refused hits by code. */
  failures: z.record(z.string(), count),
  stored: count,
  waited: z.boolean(),
};

const ordersOutcome = z.object({ ...outcome, orders: list(order) });
/** Orders that ended alike. */
export type OrdersOutcome = z.infer<typeof ordersOutcome>;

const explored = z.object({
  orders: count,
  /** Every hit was acknowledged and stored once. */
  exact: count,
  /** A hit was acknowledged and is not stored. */
  losing: count,
  /** More is stored than was acknowledged. */
  doubling: count,
  /** A hit was refused. */
  aborting: count,
  /** A statement waited for a lock. */
  waiting: count,
  /** Why there may be more orders than these; null: these are all. */
  cut: z.enum(["orders", "time"]).nullable(),
  outcomes: list(ordersOutcome),
});
/** The orders of one isolation level. An order may lose a hit and make another one wait. */
export type Explored = z.infer<typeof explored>;

const step = z.object({
  /** One letter. */
  client: z.string(),
  /** Null: the statement that it had sent before went on. */
  statement: z.string().nullable(),
  /** What it read or did; null while it waits for a lock. */
  answer: z.string().nullable(),
  /** The code of the refusal. */
  error: z.string().nullable(),
  /** Hits that were committed when all had come to rest after it; null where another step followed at once. */
  stored: count.nullable(),
});
/** A statement was sent, or one that had waited went on. */
export type InterleaveStep = z.infer<typeof step>;

const shownOrder = z.object({ level: z.enum(isolationLevels), order, ...outcome, steps: list(step) });
export type ShownOrder = z.infer<typeof shownOrder>;

export const result = z.object({
  action: z.literal("interleave"),
  strategy: z.string(),
  /** The text that ran. Missing in results of earlier versions, and for an app that does not say it. */
  source: source.optional(),
  clients: count,
  /** True when each hit was put into one transaction. */
  transaction: z.boolean(),
  /** The one order that was asked for; null: every order was tried. */
  order: order.nullable(),
  levels: z.partialRecord(z.enum(isolationLevels), explored),
  /** One order statement by statement: the one that was asked for, else the most telling. */
  shown: shownOrder,
  durationMs: amount,
});
export type InterleaveResult = z.infer<typeof result>;
