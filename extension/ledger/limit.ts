import type { HitTime, TimePart } from "./hit-time.ts";

/** Who used the processor, as shares of the machine. */
export interface ProcessorShares {
  /** The load generator, and the lab that measures. */
  readonly generator: number;
  readonly app: number;
  readonly postgres: number;
  readonly redis: number;
  /** RabbitMQ or Kafka. */
  readonly broker?: number | undefined;
  readonly others: number;
  readonly idle: number;
}

/** The figures of a run that say what has limited it. null and undefined: not measured. */
export interface RunTimes {
  readonly attempted: number;
  readonly ok: number;
  readonly failures: Readonly<Record<string, number>>;
  readonly openLoop?:
    | { readonly rate: number; readonly sentPerSecond: number; readonly waited: number }
    | undefined;
  readonly generator?: { readonly busyShare: number; readonly cpuShare: number } | undefined;
  readonly time?: HitTime | null | undefined;
  /** The wait events of the app's backends, as shares. */
  readonly waits?: Readonly<Record<string, number>> | null | undefined;
  readonly flushes?: { readonly perSecond: number; readonly ms: number } | null | undefined;
  readonly processor?: ProcessorShares | null | undefined;
  /** The share of the time in which a process of the app had work to do, the mean of all. */
  readonly appBusyShare?: number | null | undefined;
  /** The same of the time in which it had the processor. */
  readonly appCpuShare?: number | null | undefined;
}

/** What limited a run, with the figures that say so. Shares are from 0 to 1. */
export type Limit =
  | OwnLimit
  /** Other programs took that share of the processor. `otherwise`: what the figures say apart from that. */
  | { readonly code: "other-programs"; readonly share: number; readonly otherwise: OwnLimit };

export type OwnLimit =
  /** PostgreSQL had no connection for that share of the hits. */
  | { readonly code: "refused"; readonly share: number }
  /** Nothing: hits came at a rate, and were answered at that rate. */
  | { readonly code: "rate"; readonly perSecond: number }
  | { readonly code: "generator"; readonly share: number }
  | { readonly code: "app-thread"; readonly share: number }
  /** That share of the backends waited; `holder` is what most of the others did. */
  | { readonly code: "row-lock"; readonly share: number; readonly holder: string | null }
  | {
      readonly code: "log-flush";
      readonly share: number;
      readonly flushes: { readonly perSecond: number; readonly ms: number } | null;
    }
  /** The backends waited for something else. */
  | { readonly code: "postgres-wait"; readonly share: number; readonly event: string }
  /** Connections were held by transactions whose next statement had not come yet. */
  | { readonly code: "open-transactions"; readonly share: number }
  | { readonly code: "postgres-computes"; readonly share: number }
  /** That share of a hit's time it waited for a connection, while the connections there were had no reason to wait. */
  | { readonly code: "pool"; readonly share: number }
  /** That share of a hit's time. */
  | { readonly code: "connecting"; readonly share: number }
  | { readonly code: "redis"; readonly share: number }
  | { readonly code: "app-waits"; readonly share: number }
  /** All of the processor was used. */
  | { readonly code: "processor"; readonly share: number }
  | { readonly code: "undecided"; readonly because: "too-short" | "nothing-stands-out" };

/** A program that is busy for a larger share of the time cannot do more. */
const busy = 0.85;
/** A program that is busy all the time and gets less of a core than this is waiting for the processor. */
const starving = 0.6;
/** With less of the processor idle than this, nothing is left over: it is only the time between two pieces of work. */
const hardlyIdle = 0.1;
/** Other programs disturb a run when they take at least this share of a machine that has nothing left. */
const disturbing = 0.2;
/** From this share of the hits on, refusals are what shapes a run. */
const manyRefused = 0.1;
/** A rate counts as reached from this share of it on. */
const reached = 0.98;
/** What the holder of a lock does is named when it was seen in at least this share of the looks. */
const noticeable = 0.02;
/** A wait that most backends have most of the time. */
const dominant = 0.4;

/** Other programs come first, because they make a run worthless. */
export function limitOf(run: RunTimes): Limit {
  const otherwise = ownLimitOf(run);
  const { processor } = run;
  if (!processor || !isDisturbed(processor) || otherwise.code === "rate") return otherwise;
  return { code: "other-programs", share: processor.others, otherwise };
}

function isDisturbed({ others, idle }: ProcessorShares): boolean {
  return others >= disturbing && idle <= hardlyIdle;
}

/** The first rule that the figures fulfil: who is busy all the time comes before those who wait. */
function ownLimitOf(run: RunTimes): OwnLimit {
  const refused = (run.failures["53300"] ?? 0) / Math.max(1, run.attempted);
  if (refused >= manyRefused) return { code: "refused", share: refused };
  return atItsRate(run) ?? busyProgram(run) ?? withinHit(run) ?? whole(run);
}

function atItsRate({ openLoop, attempted, ok }: RunTimes): OwnLimit | undefined {
  if (!openLoop) return undefined;
  const { rate, sentPerSecond, waited } = openLoop;
  const kept = sentPerSecond >= rate * reached && waited <= attempted * (1 - reached);
  return kept && ok >= attempted * reached ? { code: "rate", perSecond: rate } : undefined;
}

function busyProgram({ generator, appBusyShare, appCpuShare, processor }: RunTimes): OwnLimit | undefined {
  const [sends, answers] = [generator?.busyShare ?? 0, appBusyShare ?? 0];
  if (sends > busy && sends >= answers) return { code: "generator", share: Math.min(1, sends) };
  if (answers <= busy) return undefined;
  // On a machine that has nothing left, a program that waits for the processor looks busy.
  const starved = (appCpuShare ?? 1) < starving && !(processor && processor.idle > hardlyIdle);
  return starved ? undefined : { code: "app-thread", share: answers };
}

/** What a hit spends most of its time with. While it waits for a connection, the hits before it are in PostgreSQL. */
function withinHit(run: RunTimes): OwnLimit | undefined {
  if (!run.time) return undefined;
  const { meanMs, partsMs } = run.time;
  const share = (...parts: TimePart[]) => parts.reduce((sum, part) => sum + partsMs[part], 0) / meanMs;
  if (share("redis") >= 0.5) return { code: "redis", share: share("redis") };
  if (share("connecting") >= 0.5) return { code: "connecting", share: share("connecting") };
  if (share("app") >= 0.5) return { code: "app-waits", share: share("app") };
  if (share("postgres", "connection") < 0.5) return undefined;
  if (!run.waits) return { code: "undecided", because: "too-short" };
  return inPostgres(run.waits, run, share("connection"));
}

function inPostgres(
  waits: Readonly<Record<string, number>>,
  { flushes = null, processor }: RunTimes,
  queueing: number,
): OwnLimit | undefined {
  const events = Object.entries(waits).sort(([, one], [, other]) => other - one);
  const sum = (of: readonly (readonly [string, number])[]) =>
    of.reduce((total, [, share]) => total + share, 0);
  const kinds = Object.groupBy(events, ([event]) => kindOf(event));
  const { lock = [], log = [], client = [], computing = [], other = [] } = kinds;
  if (sum(lock) >= dominant) {
    const [holder, held] = events.find(([event]) => kindOf(event) !== "lock") ?? [null, 0];
    return { code: "row-lock", share: sum(lock), holder: held >= noticeable ? holder : null };
  }
  if (sum(log) >= dominant) return { code: "log-flush", share: sum(log), flushes };
  const [event, share] = other[0] ?? ["", 0];
  if (share >= dominant) return { code: "postgres-wait", share, event };
  if (sum(client) >= dominant) return { code: "open-transactions", share: sum(client) };
  if (processor && processor.idle <= hardlyIdle) return undefined;
  if (queueing >= 0.5) return { code: "pool", share: queueing };
  return sum(computing) >= dominant ? { code: "postgres-computes", share: sum(computing) } : undefined;
}

export const waitKinds = ["lock", "log", "computing", "client", "other"] as const;
export type WaitKind = (typeof waitKinds)[number];

/**
 * A row that another transaction has changed is locked by its transaction; the first in line for it holds
 * the row's own lock. Where many wait for one row, they also stand in line at the table of locks.
 */
export function kindOf(event: string): WaitKind {
  if (/^(Lock:(transactionid|tuple)|LWLock:LockManager)$/.test(event)) return "lock";
  if (/^(IO:WAL|LWLock:WAL)/.test(event)) return "log";
  if (event === "CPU") return "computing";
  return event === "Client:ClientRead" ? "client" : "other";
}

function whole({ processor }: RunTimes): OwnLimit {
  return processor && processor.idle <= hardlyIdle && !isDisturbed(processor)
    ? { code: "processor", share: 1 - processor.idle }
    : { code: "undecided", because: "nothing-stands-out" };
}
