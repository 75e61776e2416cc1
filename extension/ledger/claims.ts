import type { Ledger } from "./ledger.ts";

/** What is often said in classes like this one. */
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

/** What a judgement needs to know of a run. */
export interface RunFigures
  extends Pick<Ledger, "attempted" | "ok" | "failed" | "unknown" | "lost" | "verdict"> {
  readonly run: number;
  readonly strategy: string;
  readonly connections: number;
  readonly durationMs: number;
  readonly requestsPerSecond: number;
}

/** A run to judge by. */
export interface JudgedRun extends RunFigures {
  /** What was killed in the middle of it, if anything was to be; null: the run was over before. */
  readonly fault?: { readonly kill: string; readonly killedMs: number | null };
  /** A freeze in the middle of it. */
  readonly pause?: object;
  /** How many hits a second the open loop was to send. */
  readonly openLoop?: object;
}

/** The runs that a claim was judged by, by the part that each plays. */
export interface Evidence {
  /** A connection for every hit, more of them at once than PostgreSQL takes. */
  readonly crowd?: RunFigures;
  /** At least as many at once as in `crowd`, and not one refusal. */
  readonly pooled?: RunFigures;
  /** Through a buffer in Redis, which was killed, and hits are lost. */
  readonly killed?: RunFigures;
  /** Through a buffer in Redis, which lived, and hits are lost. */
  readonly leaking?: RunFigures;
  /** Through a buffer in Redis, and the ledger closes. */
  readonly tight?: RunFigures;
  /** One statement for every hit. */
  readonly single?: RunFigures;
  /** Hits that wait share one statement. */
  readonly shared?: RunFigures;
  /** The fastest through Redis. */
  readonly fastest?: RunFigures;
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

/** Connections that a plain role gets: with more at once, some are refused. */
const plainLimit = 17;
/** A shorter run mostly measures the warm-up and says nothing about speed. Milliseconds. */
const longEnough = 5_000;
const throughRedis = ["buffered", "getdel", "batched", "stream"];

/** Each claim beside the latest runs that speak of it. */
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
    const redis = sound.filter(({ strategy }) => throughRedis.includes(strategy));
    return {
      single: sound.findLast(({ strategy }) => strategy === "atomic"),
      shared: sound.findLast(({ strategy }) => strategy === "coalesced"),
      fastest: redis.toSorted((one, other) => other.requestsPerSecond - one.requestsPerSecond)[0],
    };
  },
  "all-ok": (runs) => {
    const accepted = runs.filter(({ attempted, ok }) => attempted > 0 && ok === attempted);
    return {
      silent: accepted.findLast(({ lost }) => lost > 0),
      honest: accepted.findLast(({ verdict }) => verdict === "exact"),
    };
  },
};

/** Long enough, undisturbed, and as fast as the app could. */
function tellsSpeed({ durationMs, fault, pause, openLoop }: JudgedRun): boolean {
  return durationMs >= longEnough && !fault && !pause && !openLoop;
}

function crowdAndPooled(runs: readonly RunFigures[]): Found {
  const crowd = runs.findLast(
    ({ strategy, connections }) => strategy === "naive" && connections > plainLimit,
  );
  const pooled = runs.findLast(
    ({ strategy, connections, failed, unknown, ok }) =>
      strategy === "pooled" && connections >= (crowd?.connections ?? 0) && ok > 0 && failed + unknown === 0,
  );
  return { crowd, pooled };
}

/** Follows from the evidence alone, so that a report can be checked. */
export function judge(claim: ClaimName, evidence: Evidence): Judgement {
  const { crowd, pooled, killed, leaking, tight, single, shared, fastest, silent, honest } = evidence;
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
      // That one run has lost nothing is no promise for the next.
      if (!(killed || leaking)) return "not-measured";
      return tight ? "half-true" : "false";
    case "not-for-writes":
      if (!fastest || !(single || shared)) return "not-measured";
      return shared && shared.requestsPerSecond * 2 >= fastest.requestsPerSecond ? "false" : "half-true";
    case "all-ok":
      if (silent) return "false";
      return honest ? "true" : "not-measured";
  }
}

type Found = { readonly [Part in keyof Evidence]: RunFigures | undefined };

function defined(found: Found): Evidence {
  return Object.fromEntries(
    Object.entries(found).flatMap(([part, run]) => (run ? [[part, figures(run)]] : [])),
  );
}

/** Without the rest of a result, which stands in the report once already. */
function figures(run: RunFigures): RunFigures {
  const { strategy, connections, attempted, ok, failed, unknown, lost, verdict } = run;
  const { durationMs, requestsPerSecond } = run;
  const counts = { attempted, ok, failed, unknown, lost, verdict };
  return { run: run.run, strategy, connections, ...counts, durationMs, requestsPerSecond };
}
