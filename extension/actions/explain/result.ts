import * as z from "zod";
import { appNames } from "../../stack/stack.ts";
import { result as interleaving } from "../interleave/result.ts";
import { amount, count, ledger, list } from "../result-parts.ts";

/** A hit of a collision; times in milliseconds since the first hit of the run. */
const party = z.object({
  /** Null: the lab does not know its name: a hit of an earlier run, or one of a batch. */
  id: z.string().nullable(),
  /** The value that it read, and the one that it wrote. */
  read: z.number().nullable(),
  wrote: z.number().nullable(),
  /** When PostgreSQL wrote it. */
  atMs: amount.nullable(),
  /** From the question to the answer, as the app saw it; null: it recorded none. */
  readMs: z.tuple([amount, amount]).readonly().nullable(),
  /** The process of PostgreSQL, and that of the app; null: it was not recorded. */
  backend: count.nullable(),
  app: count.nullable(),
});
export type Party = z.infer<typeof party>;

const collision = z.object({
  /** How many hits its last write took out of the counter. */
  undid: count,
  /** The value that the last write found instead of the one that it had read. */
  found: z.number(),
  /** The hits that were undone in the order of their writes, then the one that undid them. */
  hits: list(party),
});
export type Collision = z.infer<typeof collision>;

/** A call of "process". */
const removal = z.object({
  atMs: amount,
  /** The count that it had read, and the count in the buffer when it was removed. */
  read: count,
  removed: count,
  thrownAway: count,
  /** Of what it had read: never added to PostgreSQL. */
  gone: count,
  /** The first hits that were removed unread. */
  hits: list(z.string().nullable()),
});

export const ledgerOfRun = z.object(ledger);

export const result = z.object({
  action: z.literal("explain"),
  run: count,
  strategy: z.string(),
  acknowledged: count,
  /** By the ledger of the run. */
  lost: count,
  ledger: ledgerOfRun,
  /** By what the servers recorded. */
  explained: count,
  /** Writes over a value that had moved on, and how many hits the worst of them undid. */
  overwrites: count,
  worst: count,
  /** How many hits such writes brought back, because they had been read before they were undone. */
  restored: count,
  /** Acknowledged hits by what became of them; `surplus` is taken off. */
  causes: z.object({
    overwritten: count,
    thrownAway: count,
    takenAndGone: count,
    unrecorded: count,
    surplus: count,
  }),
  /** Redis was not listened to until the end, so nobody recorded what became of the hits in its buffer. */
  unheard: z.literal(true).optional(),
  /** Of an app that is not ours: it does not tell the servers which hit they work for. */
  unnamed: z.literal(true).exactOptional(),
  /** How many of these writes undid how many hits; one that only brought hits back undid none. */
  sizes: list(z.object({ undid: count, times: count })),
  /** At most `mostCollisions`, the first of each size and the earliest among them; in the order of size, then of time. */
  collisions: list(collision),
  /** The first collision with two hits only, as `interleave` plays it; null: none. */
  replay: z.object({ strategy: z.string(), order: z.string().regex(/^[AB]+$/) }).nullable(),
  /** How it ended, where it was to be played. */
  played: interleaving.optional(),
  /** The app that cannot play it. */
  notPlayed: z.enum(appNames).optional(),
  /** Those that threw hits away, at most `mostCollisions`. */
  removals: list(removal),
  /** The names of the lost hits that are known, at most `mostNames`. */
  lostHits: list(z.string()),
  /** How many records each witness made; null: Redis was not listened to. */
  recorded: z.object({ writes: count, commands: count.nullable(), hits: count }),
  /** The speed with the trace, and of the last run of the same load without one; null: there is none. */
  price: z.object({
    requestsPerSecond: amount,
    untraced: z.object({ run: count, requestsPerSecond: amount }).nullable(),
  }),
});
export type ExplainResult = z.infer<typeof result>;

export const mostCollisions = 100;
export const mostNames = 100;
