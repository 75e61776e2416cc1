import * as z from "zod";
import { appNames, brokerNames, faultTargets } from "../../../stack/stack.ts";
import { amount, count, list } from "../../result-parts.ts";

const wrong = { lost: count, duplicated: count };

const service = z.enum(["postgres", "redis", ...brokerNames]);
/** A server that a strategy needs, so that somebody must operate it. */
export type OperatedService = z.infer<typeof service>;

/** Acknowledged hits; the most that were lost, and counted again, of so many. */
const wrongOf = { ok: count, ...wrong };

const crashedAt = z.record(z.string(), z.object({ runs: count, ...wrongOf }));
/** The row of a matrix, with as much of it as is kept; the control is in it as well. */
export type CrashedAt = z.infer<typeof crashedAt>;

const drainFigures = {
  by: z.enum(["process", "worker"]),
  /** Calls or workers at the same time. */
  atOnce: count,
  hits: count,
  ms: amount,
  /** Of the run before it, judged once more afterwards; none where no run was judged. */
  ...wrongOf,
};
const drain = z.object({ row: z.string(), ...drainFigures });
/** A step that began with hits in the buffer and ended with none. */
export type Drain = z.infer<typeof drain>;

const sourceFacts = z.object({
  /** Lines of code, without comments, blank lines and what only the lab needs. */
  files: list(z.object({ file: z.string(), lines: count })),
  services: list(service),
  processes: z.boolean(),
  /** It has places where a worker can be killed. */
  hasFailpoints: z.boolean(),
});
/** What is known of a strategy from its files in the folder of the app. */
export type SourceFacts = z.infer<typeof sourceFacts>;

export const measured = z.object({
  drains: list(drain),
  /** The last crashes of each strategy. */
  crashes: z.record(z.string(), crashedAt),
  sources: z.record(z.string(), sourceFacts),
});
/** Everything that the rows follow from, except the runs. */
export type Measured = z.infer<typeof measured>;

const pace = z.object({
  run: count,
  requestsPerSecond: amount,
  p99Ms: amount,
  durationMs: amount,
  /** Long enough to be ranked by. */
  ranks: z.boolean(),
  /** Other programs took a large part of the processor, in each run that there was. */
  disturbed: z.literal(true).optional(),
});
export type Pace = z.infer<typeof pace>;

const killedUnder = z.object({
  run: count,
  refused: count,
  unknown: count,
  ...wrong,
  /** From the kill until it answered again. */
  backAfterMs: amount.nullable(),
});
/** A load in which a server was killed. */
export type KilledUnder = z.infer<typeof killedUnder>;

/** Measurements that are missing, and possible. */
export const gaps = ["pace", "drain", "crashes", "killed"] as const;
export type Gap = (typeof gaps)[number];

const row = z.object({
  strategy: z.string(),
  app: z.enum(appNames),
  /** The most that anything measured here has lost or counted again. */
  ...wrong,
  /** The longest closed-loop run without a fault, by the lab's own generator. */
  pace: pace.nullable(),
  /** The one with most hits. */
  drain: z.object(drainFigures).nullable(),
  crashes: crashedAt.nullable(),
  /** By the server that was killed in the middle of a load, the last of each. */
  killed: z.partialRecord(z.enum(faultTargets), killedUnder),
  lines: count,
  services: list(service),
  gaps: list(z.enum(gaps)),
});
/** A strategy, and what was measured of it. */
export type GuaranteeRow = z.infer<typeof row>;

/** By the name of the row. */
export const rows = z.record(z.string(), row);
export type GuaranteeRows = z.infer<typeof rows>;
