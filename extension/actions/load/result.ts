import * as z from "zod";
import { faultSignals, faultTargets, serviceNames } from "../../stack/stack.ts";
import { environment } from "../environment/environment.ts";
import { amount, count, ledger, list, localized, outcomes } from "../result-parts.ts";
import { source } from "../strategies/source.ts";
import { misplacedHits } from "../verdict/misplaced-hits.ts";

/** To 1 µs below 2 ms and 0.1 % above; `max` is exact. */
const percentiles = z.object({ p50: amount, p90: amount, p99: amount, max: amount });

/** A freeze of a server in the middle of a load. */
const pause = z.object({
  service: z.enum(serviceNames),
  /** As requested: seconds into the load, and milliseconds. */
  after: amount,
  ms: amount,
  /** When it began and ended, milliseconds since the first hit; null: the load ended before it was due. */
  fromMs: amount.nullable(),
  untilMs: amount.nullable(),
});
export type LoadPause = z.infer<typeof pause>;

/** A server that was killed in the middle of a load. */
const fault = z.object({
  kill: z.enum(faultTargets),
  signal: z.enum(faultSignals),
  /** As requested, seconds: into the load, and until it comes back; null: only when the count needs it. */
  after: amount,
  recover: amount.nullable(),
  /** When it was killed and when it answered again, milliseconds since the first hit; null: the load ended before it was due. */
  killedMs: amount.nullable(),
  backMs: amount.nullable(),
});
export type LoadFault = z.infer<typeof fault>;

/** How clients tried again, as requested, described at `RetryPolicy`. */
const retry = z.object({ times: count, sameId: z.boolean(), backoff: amount, jitter: z.boolean() });

/** How much of the machine the load generator used, described at `GeneratorShare`. */
const generator = z.object({
  cpuShare: amount,
  machineShare: amount,
  busyShare: amount,
  limitedTheRun: z.literal(true).optional(),
});

const share = amount;

/** Where the time of a hit went: described at `HitTime`. */
const time = z.object({
  meanMs: amount,
  partsMs: z.object({
    connection: amount,
    connecting: amount,
    postgres: amount,
    redis: amount,
    app: amount,
    rest: amount,
  }),
});

const processor = z.object({
  generator: share,
  app: share,
  postgres: share,
  redis: share,
  broker: share.optional(),
  others: share,
  idle: share,
});

const flushes = z.object({ perSecond: amount, ms: amount });

/** Described at `Limit`. */
const ownLimit = z.discriminatedUnion("code", [
  z.object({ code: z.literal("rate"), perSecond: amount }),
  z.object({
    code: z.enum([
      "refused",
      "generator",
      "app-thread",
      "open-transactions",
      "postgres-computes",
      "pool",
      "connecting",
      "redis",
      "app-waits",
      "processor",
    ]),
    share,
  }),
  z.object({ code: z.literal("row-lock"), share, holder: z.string().nullable() }),
  z.object({ code: z.literal("log-flush"), share, flushes: flushes.nullable() }),
  z.object({ code: z.literal("postgres-wait"), share, event: z.string() }),
  z.object({ code: z.literal("undecided"), because: z.enum(["too-short", "nothing-stands-out"]) }),
]);

const limit = z.union([
  ownLimit,
  z.object({ code: z.literal("other-programs"), share, otherwise: ownLimit }),
]);

/** The measurements of the load generator, described at `LoadReport`, and the account of the hits. */
export const result = z.object({
  action: z.literal("load"),
  /** The number of the run in this lab, counting from 1. */
  run: count,
  /** The same for all runs that are numbered together. Missing in results of earlier versions. */
  series: z.string().optional(),
  strategy: z.string(),
  /** What it ran. Missing in results of earlier versions, and for an app that does not say it. */
  source: source.optional(),
  /** Missing when the lab's own generator sent the hits. */
  by: z.literal("autocannon").optional(),
  model: z.enum(["closed-loop", "open-loop"]),
  /** As requested; one of requests and durationSeconds is null. */
  requests: count.nullable(),
  durationSeconds: amount.nullable(),
  connections: count,
  /** How long a hit waited for its answer at most. Missing in results of earlier versions. */
  timeoutSeconds: amount.optional(),
  retry: retry.optional(),
  /** The servers recorded each of its hits, which made it slower. */
  traced: z.literal(true).optional(),
  /** How often "process" was called while the load ran, milliseconds; null when it was not. */
  processEveryMs: amount.nullable(),
  /** Calls of "process" that succeeded while the load ran. */
  processCalls: count,
  ...ledger,
  durationMs: amount,
  requestsPerSecond: amount,
  latencyMs: percentiles,
  latencyBuckets: list(z.object({ upToMs: amount, count })),
  samples: list(z.object({ atMs: amount, ...outcomes })),
  failures: z.record(z.string(), count),
  exception: z.object({ text: z.string(), hits: count }).optional(),
  endedEarly: z.literal(true).optional(),
  openLoop: z
    .object({ rate: amount, sentPerSecond: amount, waited: count, serviceMs: percentiles })
    .optional(),
  /** Missing in results of earlier versions. */
  generator: generator.optional(),
  /** The seven that follow are missing in results of earlier versions; null: not measured. */
  time: time.nullable().optional(),
  /** The wait events of the app's backends in PostgreSQL, as shares; "CPU": no wait. */
  waits: z.record(z.string(), share).nullable().optional(),
  /** How often PostgreSQL flushed its log to disk, and how long one took. */
  flushes: flushes.nullable().optional(),
  /** Shares of the machine. */
  processor: processor.nullable().optional(),
  /** The share of the time in which a process of the app had work to do, the mean of all. */
  appBusyShare: share.nullable().optional(),
  /** The same of the time in which it had the processor. */
  appCpuShare: share.nullable().optional(),
  limitedBy: limit.optional(),
  environment,
  pause: pause.optional(),
  fault: fault.optional(),
  /** What failed beside the load, and why. */
  besideFailed: z
    .object({ process: localized.optional(), pause: localized.optional(), fault: localized.optional() })
    .optional(),
  /** Files of the strategy that were changed after the app began to run: it ran what they were before. */
  changedFiles: list(z.string()).optional(),
  elsewhere: misplacedHits.optional(),
  /** The same load by ApacheBench; null for an open loop, which it cannot send. */
  abCommand: z.string().nullable(),
});
export type LoadResult = z.infer<typeof result>;
