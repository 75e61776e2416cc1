import type { Ledger } from "./ledger.ts";
import { isDisturbed, isLongEnough, type Limited, ranks } from "./long-enough.ts";

/** Common claims about a surge of writes. */
export const claimNames = [
  "most-fail",
  "connections",
  "redis-keeps-all",
  "not-for-writes",
  "all-ok",
] as const;
export type ClaimName = (typeof claimNames)[number];

export const judgements = ["true", "half-true", "false", "not-measured"] as const;
export type Judgement = (typeof judgements)[number];

/** The figures of a run that a judgement uses. */
export interface RunFigures
  extends Pick<Ledger, "attempted" | "ok" | "failed" | "unknown" | "lost" | "verdict"> {
  readonly run: number;
  readonly strategy: string;
  readonly connections: number;
  readonly durationMs: number;
  readonly requestsPerSecond: number;
  /** Other programs took a large part of the processor, and there was no other run to judge by. */
  readonly disturbed?: true | undefined;
}

/** A run to judge by. */
export interface JudgedRun extends RunFigures, Limited {
  /** The server that was killed during the run, if any; `killedMs` is null if the run ended before the kill. */
  readonly fault?: { readonly kill: string; readonly killedMs: number | null };
  /** A freeze during the run. */
  readonly pause?: object;
  /** The generator, where it is not the lab's own. */
  readonly by?: string;
  /** The rate of an open loop. */
  readonly openLoop?: object;
  readonly traced?: true | undefined;
  /** `max_connections`, where the start has set it; the version of PgBouncer, where it was in front of PostgreSQL. */
  readonly environment?: { readonly maxConnections?: number; readonly pgbouncer?: string | undefined };
}

/** The runs by which a claim was judged, each by its role. */
export interface Evidence {
  /** A connection for every hit, and more at once than PostgreSQL accepts. */
  readonly crowd?: RunFigures;
  /** At least as many hits at once as in `crowd`, without a single refusal. */
  readonly pooled?: RunFigures;
  /** Through a buffer in Redis that was killed; hits are lost. */
  readonly killed?: RunFigures;
  /** Through a buffer in Redis that was not killed; hits are lost. */
  readonly leaking?: RunFigures;
  /** Through a buffer in Redis; nothing is lost. */
  readonly tight?: RunFigures;
  /** PostgreSQL writes a row for every hit. */
  readonly rows?: RunFigures;
  /** The fastest through Redis with as many connections as `rows`. */
  readonly buffer?: RunFigures;
  /** Every hit was acknowledged, and some are lost. */
  readonly silent?: RunFigures;
  /** Every hit was acknowledged, and none is lost. */
  readonly honest?: RunFigures;
}

export interface JudgedClaim {
  readonly claim: ClaimName;
  readonly judgement: Judgement;
  readonly evidence: Evidence;
}

/** `max_connections`, of which the claims speak. */
const usualMax = 20;
/** Of these, available to a role that is not a superuser: with more at once, some are refused. */
const plainLimit = 17;
/** PostgreSQL is made for many writes if a row for every hit is at least this fast, by the buffer's speed. */
export const shareForWrites = 0.5;
const throughRedis = ["buffered", "getdel", "batched", "stream"];

/** Judges each claim by the latest runs that are evidence for or against it. */
export function judgeClaims(runs: readonly JudgedRun[]): JudgedClaim[] {
  return claimNames.map((claim) => {
    const evidence = defined(evidenceFor[claim](runs));
    return { claim, judgement: judge(claim, evidence), evidence };
  });
}

const evidenceFor: Readonly<Record<ClaimName, (runs: readonly JudgedRun[]) => Found>> = {
  "most-fail": crowdAndPooled,
  connections: crowdAndPooled,
  "redis-keeps-all": (runs) => {
    const buffered = runs.filter(({ strategy, ok }) => throughRedis.includes(strategy) && ok > 0);
    const redisDied = ({ fault }: JudgedRun) => fault?.kill === "redis" && fault.killedMs !== null;
    return {
      killed: buffered.findLast((run) => run.lost > 0 && redisDied(run)),
      leaking: buffered.findLast((run) => run.lost > 0 && !redisDied(run)),
      tight: buffered.findLast(({ verdict }) => verdict === "exact"),
    };
  },
  "not-for-writes": (runs) => {
    const sound = runs.filter((run) => run.verdict === "exact" && tellsSpeed(run));
    return lastPair(sound.filter((run) => !isDisturbed(run))) ?? lastPair(sound) ?? {};
  },
  "all-ok": (runs) => {
    const accepted = runs.filter(({ attempted, ok }) => attempted > 0 && ok === attempted);
    return {
      silent: accepted.findLast(({ lost }) => lost > 0),
      honest: accepted.findLast(({ verdict }) => verdict === "exact"),
    };
  },
};

/** The run was long enough, undisturbed, and as fast as the app could go. */
function tellsSpeed(run: JudgedRun): boolean {
  return ranks(run) && !run.fault && !run.pause && !run.openLoop && !run.by;
}

/** The last run that wrote a row for every hit and has one through Redis to be compared with. */
function lastPair(sound: readonly JudgedRun[]) {
  return sound
    .filter(({ strategy }) => strategy === "append")
    .map((rows) => ({ rows, buffer: fastestBuffer(sound, rows.connections) }))
    .findLast(({ buffer }) => buffer);
}

function fastestBuffer(runs: readonly JudgedRun[], connections: number): JudgedRun | undefined {
  return runs
    .filter((run) => throughRedis.includes(run.strategy) && run.connections === connections)
    .toSorted((one, other) => other.requestsPerSecond - one.requestsPerSecond)[0];
}

function crowdAndPooled(runs: readonly JudgedRun[]): Found {
  const crowd = runs.findLast(
    ({ strategy, connections, environment: { maxConnections = usualMax, pgbouncer } = {} }) =>
      strategy === "naive" && connections > plainLimit && maxConnections === usualMax && !pgbouncer,
  );
  const pooled = runs.findLast(
    ({ strategy, connections, failed, unknown, ok }) =>
      strategy === "pooled" && connections >= (crowd?.connections ?? 0) && ok > 0 && failed + unknown === 0,
  );
  return { crowd, pooled };
}

/** Depends on the evidence alone, so that a report can be checked. */
export function judge(claim: ClaimName, evidence: Evidence): Judgement {
  const { crowd, pooled, killed, leaking, rows, buffer, silent } = evidence;
  switch (claim) {
    case "most-fail":
      if (!crowd) return "not-measured";
      if (crowd.failed * 2 <= crowd.attempted) return "false";
      return pooled ? "half-true" : "true";
    case "connections":
      if (pooled && pooled.lost > 0) return crowd && crowd.failed > 0 ? "half-true" : "false";
      if (!crowd) return "not-measured";
      return crowd.lost > 0 ? "half-true" : "true";
    case "redis-keeps-all":
      // One run refutes "nothing" and "every"; none proves them.
      return killed || leaking ? "false" : "not-measured";
    case "not-for-writes":
      if (!rows || !buffer || rows.connections !== buffer.connections) return "not-measured";
      if (!isLongEnough(rows) || !isLongEnough(buffer)) return "not-measured";
      return rows.requestsPerSecond >= shareForWrites * buffer.requestsPerSecond ? "false" : "true";
    case "all-ok":
      return silent ? "false" : "not-measured";
  }
}

type Found = { readonly [Part in keyof Evidence]: RunFigures | undefined };

function defined(found: Found): Evidence {
  return Object.fromEntries(
    Object.entries(found).flatMap(([part, run]) => (run ? [[part, figures(run)]] : [])),
  );
}

/** Only the figures: the report already has the rest of the result. */
function figures(run: RunFigures & Limited): RunFigures {
  const { strategy, connections, attempted, ok, failed, unknown, lost, verdict } = run;
  const { durationMs, requestsPerSecond } = run;
  const counts = { attempted, ok, failed, unknown, lost, verdict };
  const disturbed = isDisturbed(run) && { disturbed: true as const };
  return { run: run.run, strategy, connections, ...counts, durationMs, requestsPerSecond, ...disturbed };
}
