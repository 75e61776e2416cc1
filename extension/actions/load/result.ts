import { z } from "zod";
import type { Ledger } from "../../ledger/ledger.ts";
import type { LoadReport } from "../../load/load.ts";
import {
  type EngineName,
  engineNames,
  type FaultSignal,
  type FaultTarget,
  faultSignals,
  faultTargets,
  type ServiceName,
  serviceNames,
  type Versions,
} from "../../stack/stack.ts";
import { amount, count, ledger, list, outcomes } from "../result-parts.ts";

export interface LoadResult extends Ledger, Omit<LoadReport, "outcomeOf"> {
  readonly action: "load";
  /** The number of the run in this lab, counting from 1. */
  readonly run: number;
  readonly strategy: string;
  readonly model: "closed-loop" | "open-loop";
  /** What was asked for; one of requests and durationSeconds is null. */
  readonly requests: number | null;
  readonly durationSeconds: number | null;
  readonly connections: number;
  /** How often "process" was called while the load ran, milliseconds; null when it was not. */
  readonly processEveryMs: number | null;
  /** Calls of "process" made while the load ran. */
  readonly processCalls: number;
  readonly pause?: LoadPause;
  readonly fault?: LoadFault;
  readonly elsewhere?: readonly Elsewhere[];
  readonly environment: Environment;
  /** The same load by ApacheBench; null for an open loop, which it cannot send. */
  readonly abCommand: string | null;
}

/** Hits that were counted for another strategy meanwhile. Told only where hits of this one are lost, and some were. */
export interface Elsewhere {
  readonly strategy: string;
  readonly hits: number;
}

/** A freeze of a server in the middle of a load. */
export interface LoadPause {
  readonly service: ServiceName;
  /** What was asked for: seconds into the load, and milliseconds. */
  readonly after: number;
  readonly ms: number;
  /** When it began and when it was over, milliseconds since the start of the load; null: the load was over before. */
  readonly fromMs: number | null;
  readonly untilMs: number | null;
}

/** A server that was killed in the middle of a load. */
export interface LoadFault {
  readonly kill: FaultTarget;
  readonly signal: FaultSignal;
  /** What was asked for, seconds: into the load, and until it comes back; null: not before the account needs it. */
  readonly after: number;
  readonly recover: number | null;
  /** When it was, and when the server answered again, milliseconds since the first hit; null: the load was over before. */
  readonly killedMs: number | null;
  readonly backMs: number | null;
}

/** The machine and the servers that a result was measured on. */
export interface Environment extends Versions {
  readonly engine: EngineName;
  readonly platform: string;
  readonly cores: number;
  readonly memoryBytes: number;
}

export const environment = z.object({
  engine: z.enum(engineNames),
  postgres: z.string(),
  redis: z.string(),
  rabbitmq: z.string().optional(),
  kafka: z.string().optional(),
  runtime: z.string(),
  platform: z.string(),
  cores: count,
  memoryBytes: count,
});

const percentiles = z.object({ p50: amount, p90: amount, p99: amount, max: amount });
const elsewhere = list(z.object({ strategy: z.string(), hits: count })).optional();

export const loadResult = z.object({
  action: z.literal("load"),
  run: count,
  strategy: z.string(),
  model: z.enum(["closed-loop", "open-loop"]),
  requests: count.nullable(),
  durationSeconds: amount.nullable(),
  connections: count,
  processEveryMs: amount.nullable(),
  processCalls: count,
  ...ledger,
  durationMs: amount,
  requestsPerSecond: amount,
  latencyMs: percentiles,
  latencyBuckets: list(z.object({ upToMs: amount, count })),
  samples: list(z.object({ atMs: amount, ...outcomes })),
  failures: z.record(z.string(), count),
  endedEarly: z.literal(true).optional(),
  openLoop: z
    .object({ rate: amount, sentPerSecond: amount, waited: count, serviceMs: percentiles })
    .optional(),
  environment,
  pause: z
    .object({
      service: z.enum(serviceNames),
      after: amount,
      ms: amount,
      fromMs: amount.nullable(),
      untilMs: amount.nullable(),
    })
    .optional(),
  fault: z
    .object({
      kill: z.enum(faultTargets),
      signal: z.enum(faultSignals),
      after: amount,
      recover: amount.nullable(),
      killedMs: amount.nullable(),
      backMs: amount.nullable(),
    })
    .optional(),
  elsewhere,
  abCommand: z.string().nullable(),
}) satisfies z.ZodType<LoadResult>;
