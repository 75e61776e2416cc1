import type { Outcomes } from "../common/outcome.ts";
import type { HitNaming } from "./hit-ids.ts";
import type { RetryPolicy } from "./retries.ts";

/**
 * Without a rate a closed loop: each connection sends its next hit when the last one was answered.
 * With a rate an open loop: hits are sent on schedule, whether or not earlier ones were answered.
 * Hit n, counting from 0, carries the header `x-hit-id` with the id that `HitIds` gives it.
 */
export interface LoadRequest extends HitNaming {
  /** For example `http://127.0.0.1:41873/naive/hit`. */
  readonly url: string;
  /** By default POST. */
  readonly method?: string;
  /** How many hits to send in all; exactly one of `requests` and `durationSeconds` is given. */
  readonly requests?: number;
  readonly durationSeconds?: number;
  /** In an open loop: the most hits in flight. */
  readonly connections: number;
  /** Hits per second of an open loop. */
  readonly rate?: number;
  /** A hit that is unanswered for this many seconds is `unknown`. From 1 to 60. */
  readonly timeoutSeconds: number;
  /** Clients try again; then `requests` counts intents, each with one or more hits. */
  readonly retry?: RetryPolicy | undefined;
}

/** A stretch of a run, as long as the others of it (the last may be shorter). Counts of answers that arrived in it. */
export interface LoadSample extends Outcomes {
  /** Milliseconds since the start of the run at which the sample ends. */
  readonly atMs: number;
}

/** Hits in flight are not counted yet, so that attempted = ok + failed + unknown holds here too. */
export interface LoadProgress extends Outcomes {
  readonly elapsedMs: number;
  /** From 0 to 1. */
  readonly fraction: number;
  /** Over the last second, or the run so far if it is shorter. */
  readonly answersPerSecond: number;
  /** Since the last answer, or since the first hit if none was answered yet. */
  readonly silentMs: number;
}

/** To 1 µs below 2 ms and 0.1 % above; `max` is exact. */
export interface Percentiles {
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly max: number;
}

/** Figures of an open loop only. */
export interface OpenLoop {
  /** Hits per second that were asked for. */
  readonly rate: number;
  /** Hits per second that left, from the start to the last of them. */
  readonly sentPerSecond: number;
  /** Hits for which no connection was free when they were due. */
  readonly waited: number;
  /** Latency from the write of a hit, as a closed loop would measure it. */
  readonly serviceMs: Percentiles;
}

export interface LoadReport extends Outcomes {
  /** When the first hit was sent, as `machineTime` has it. */
  readonly startedAt: number;
  /** From the first request to the last answer, measured by us; without any answer, to the end of the last wait. */
  readonly durationMs: number;
  /** Answers 2xx per second of `durationMs`. */
  readonly requestsPerSecond: number;
  /**
   * Latency of answered requests, milliseconds, no correction; all 0 when none was answered. To the end of
   * the answer, in a closed loop from the write of the hit, in an open loop from the time when it was due.
   */
  readonly latencyMs: Percentiles;
  /** The mean latency of the hits that were acknowledged; null when none was. */
  readonly okMeanMs: number | null;
  /** The same histogram in at most 60 buckets: `count` answers took up to `upToMs`. */
  readonly latencyBuckets: readonly { readonly upToMs: number; readonly count: number }[];
  readonly samples: readonly LoadSample[];
  /** Failed and unknown hits by SQLSTATE, cause or `no-answer`; e.g. `{ "53300": 473 }`. */
  readonly failures: Readonly<Record<string, number>>;
  /** How many hits a strategy answered with an exception of its own, and the first one with its place in the code. */
  readonly exception?: { readonly text: string; readonly hits: number };
  /** The outcome of hit n at index n, as its place in `outcomes`: a long run has millions. See `outcomeNames`. */
  readonly outcomeOf: Uint8Array;
  /** When clients try again: for hit n at index n the first hit of the same intent, which is n for the first one. */
  readonly firstOf?: Uint32Array;
  /** True when the server refused every connection for 3 s and the run was ended before its time. */
  readonly endedEarly?: true;
  /** Present when the request had a rate. */
  readonly openLoop?: OpenLoop;
  readonly generator?: GeneratorShare;
}

/** How much of the machine the load generator itself used during the run. */
export interface GeneratorShare {
  /** Processor time divided by time: 1 is one whole core. */
  readonly cpuShare: number;
  /** The same as a share of all cores of the machine. */
  readonly machineShare: number;
  /** Share of the time in which it had work to do, whether or not it got the processor; the rest it waited for answers. */
  readonly busyShare: number;
  /** True when it was busy nearly all the time: the run shows how fast the generator is, not the server. */
  readonly limitedTheRun?: true;
}

/** A closed loop without hit ids. */
export type AutocannonRequest = Omit<LoadRequest, "rate" | "retry" | keyof HitNaming>;

/**
 * A load as autocannon measures it. It does not account for each hit: its hits have no ids, a connection that closes
 * without an answer is in none of its counts, and in a run by time it drops what is in flight at the end. It counts
 * answers by their status alone, so that a refusal has no code and an answer that leaves the outcome open is a
 * refusal like any other, and it takes an answer 1xx for the answer.
 */
export interface AutocannonReport {
  readonly by: "autocannon";
  readonly sent: number;
  /** Answers 2xx. */
  readonly ok: number;
  /** Any other answers. */
  readonly non2xx: number;
  /** Connections that failed, whether or not a hit was on its way. */
  readonly errors: number;
  readonly timeouts: number;
  /** Requests that were sent and are in none of these counts; the server may or may not have counted them. */
  readonly unaccounted: number;
  /** From the start to the last answer, measured by us. */
  readonly durationMs: number;
  /** Answers 2xx per second of `durationMs`. */
  readonly requestsPerSecond: number;
  /** Of the answers 2xx, in whole milliseconds. */
  readonly latencyMs: Percentiles;
  readonly generator: GeneratorShare;
}

export interface LoadOptions {
  /** The bundled load process (`dist/load.js`). */
  readonly loadProcess: string;
  readonly signal: AbortSignal;
  /** Called at least twice a second while the load runs. */
  readonly progress: (update: LoadProgress) => void;
}
