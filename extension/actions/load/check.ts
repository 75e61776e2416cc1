import { limitingShare } from "../../load/generator.ts";
import { atLeast, atMost, between, type Discrepancy, differs } from "../discrepancy.ts";
import { checkLedger } from "../verdict/check-ledger.ts";
import { checkMisplaced } from "../verdict/misplaced-hits.ts";
import { checkTime } from "./check-time.ts";
import type { LoadParameters } from "./parameters.ts";
import type { LoadResult } from "./result.ts";

/** The numbers of a load that do not follow from its other numbers. Empty when they agree. */
export function checkLoad(load: LoadResult): Discrepancy[] {
  return [
    ...checkLedger(load),
    ...checkMisplaced(load.elsewhere, load.lost),
    ...requested(load),
    ...sums(load),
    ...latencies(load),
    ...openLoop(load),
    ...generator(load),
    ...checkTime(load),
    ...paused(load),
    ...killed(load),
    ...thrown(load),
    ...retried(load),
    // The rate may have been rounded to one decimal.
    ...between("requestsPerSecond", load.requestsPerSecond, ...around(rateOf(load), 0.05)),
  ];
}

/** A load that was sent otherwise than its cell says. */
export function checkLoadAsked(load: LoadResult, asked: LoadParameters): Discrepancy[] {
  const { requests = 1000, duration = null, rate = null, processEvery = null } = asked;
  // Where one of them failed, the result says why instead of what it did.
  const fault = load.besideFailed?.fault ? undefined : asked.fault;
  const pause = load.besideFailed?.pause ? undefined : asked.pause;
  const { recover } = fault ?? {};
  return [
    ...differs("strategy", load.strategy, asked.strategy),
    ...differs("by", load.by ?? "lab", asked.by),
    ...differs("connections", load.connections, asked.connections),
    ...differs("requests", load.requests, duration === null ? requests : null),
    ...differs("durationSeconds", load.durationSeconds, duration),
    ...differs("openLoop.rate", load.openLoop?.rate ?? null, rate),
    ...differs("processEveryMs", load.processEveryMs, processEvery),
    ...(["times", "sameId", "backoff", "jitter"] as const).flatMap((key) =>
      differs(`retry.${key}`, load.retry?.[key] ?? null, asked.retry?.[key] ?? null),
    ),
    ...differs("traced", load.traced ?? false, asked.trace),
    ...differs("timeoutSeconds", load.timeoutSeconds ?? asked.timeout, asked.timeout),
    ...differs("fault.kill", load.fault?.kill ?? null, fault?.kill ?? null),
    ...differs("fault.signal", load.fault?.signal ?? null, fault?.signal ?? null),
    ...differs("fault.after", load.fault?.after ?? null, fault?.after ?? null),
    ...differs("fault.recover", load.fault?.recover ?? null, recover === "never" ? null : (recover ?? null)),
    ...differs("pause.service", load.pause?.service ?? null, pause?.service ?? null),
    ...differs("pause.after", load.pause?.after ?? null, pause?.after ?? null),
    ...differs("pause.ms", load.pause?.ms ?? null, pause?.ms ?? null),
  ];
}

function requested(load: LoadResult): Discrepancy[] {
  const { endedEarly, by, retry, intents } = load;
  const attempted = retry ? (intents?.attempted ?? 0) : load.attempted;
  // A connection that breaks makes autocannon send more or fewer.
  if (by) return [];
  const due = load.requests ?? scheduled(load);
  if (due === null) return [];
  return endedEarly ? atMost("attempted", attempted, due) : differs("attempted", attempted, due);
}

/** How many hits an open loop of this rate and time has to send. */
function scheduled({ durationSeconds, openLoop }: LoadResult): number | null {
  if (!openLoop || durationSeconds === null) return null;
  return Math.max(1, Math.round(openLoop.rate * durationSeconds));
}

/** A hit leaves when it is due or later, so its service time is never longer than its latency. */
function openLoop({ model, abCommand, openLoop: open, attempted, latencyMs }: LoadResult): Discrepancy[] {
  const claims = differs("model", model, open ? "open-loop" : "closed-loop");
  if (!open) return claims;
  const { rate, sentPerSecond, waited, serviceMs } = open;
  return [
    ...claims,
    ...differs("abCommand", abCommand, null),
    ...atMost("openLoop.sentPerSecond", sentPerSecond, rate * 1.001),
    ...atMost("openLoop.waited", waited, attempted),
    ...rising("openLoop.serviceMs", serviceMs),
    ...(["p50", "p90", "p99", "max"] as const).flatMap((name) =>
      // The histogram is accurate to one part in a thousand and to a microsecond.
      atMost(`openLoop.serviceMs.${name}`, serviceMs[name], latencyMs[name] * 1.002 + 0.002),
    ),
  ];
}

/** Of the machine it takes no larger share than of one core. */
function generator({ generator }: LoadResult): Discrepancy[] {
  if (!generator) return [];
  const { cpuShare, machineShare, busyShare, limitedTheRun = false } = generator;
  return [
    ...atMost("generator.busyShare", busyShare, 1.001),
    ...atMost("generator.machineShare", machineShare, cpuShare),
    ...differs("generator.limitedTheRun", limitedTheRun, busyShare > limitingShare),
  ];
}

/** A timer may fire a few milliseconds early. */
function paused({ pause }: LoadResult): Discrepancy[] {
  if (!pause || pause.fromMs === null) return [];
  return [
    ...atLeast("pause.fromMs", pause.fromMs, pause.after * 1000 - 5),
    ...atLeast("pause.untilMs", pause.untilMs ?? 0, pause.fromMs + pause.ms - 5),
  ];
}

function killed({ fault }: LoadResult): Discrepancy[] {
  if (!fault || fault.killedMs === null) return [];
  return [
    ...atLeast("fault.killedMs", fault.killedMs, fault.after * 1000 - 5),
    ...atLeast("fault.backMs", fault.backMs ?? 0, fault.killedMs + (fault.recover ?? 0) * 1000 - 5),
  ];
}

function thrown({ exception, failed, unknown }: LoadResult): Discrepancy[] {
  return exception ? between("exception.hits", exception.hits, 1, failed + unknown) : [];
}

/** Every attempt belongs to one intent, and an acknowledged one is the last of its intent. */
function retried(load: LoadResult): Discrepancy[] {
  const { retry, intents, attempted, ok, stored, pending, recovered, unexpected = 0, moving, unread } = load;
  if (!retry || !intents) return differs("intents", intents !== undefined, retry !== undefined && !unread);
  const { stored0 = 0, stored1 = 0, storedMore = 0 } = intents;
  const named = intents.stored0 !== undefined;
  return [
    ...differs("intents.attempted", intents.attempted, intents.ok + intents.failed + intents.unknown),
    ...between("intents.attempted", intents.attempted, attempted / (retry.times + 1), attempted),
    ...differs("intents.ok", intents.ok, ok),
    ...(named ? differs("intents.stored0", stored0, intents.attempted - stored1 - storedMore) : []),
    ...(named && !moving ? atMost("intents.storedMore", stored1 + 2 * storedMore, stored + pending) : []),
    // Then an intent has one name.
    ...(named && !moving && retry.sameId
      ? [
          ...differs("lost", load.lost, ok + recovered + unexpected - stored1 - storedMore),
          ...differs("duplicated", load.duplicated, storedMore),
        ]
      : []),
  ];
}

function rising(key: string, { p50, p90, p99, max }: LoadResult["latencyMs"]): Discrepancy[] {
  return [
    ...atLeast(`${key}.p90`, p90, p50),
    ...atLeast(`${key}.p99`, p99, p90),
    ...atLeast(`${key}.max`, max, p99),
  ];
}

function sums(load: LoadResult): Discrepancy[] {
  const { samples, failures, latencyBuckets, ok, attempted, failed, unknown, durationMs } = load;
  const inSamples = (["attempted", "ok", "failed", "unknown"] as const).flatMap((key) =>
    differs(`samples: ${key}`, total(samples.map((sample) => sample[key])), load[key]),
  );
  const answers = total(latencyBuckets.map(({ count }) => count));
  return [
    ...(samples.length > 0 ? inSamples : []),
    ...samples.flatMap((sample, index) =>
      differs(`samples.${index}.attempted`, sample.attempted, sample.ok + sample.failed + sample.unknown),
    ),
    ...samples.flatMap(({ atMs }, index) =>
      atLeast(`samples.${index}.atMs`, atMs, samples[index - 1]?.atMs ?? 0),
    ),
    ...(samples.length > 0 ? atMost("durationMs", durationMs, (samples.at(-1)?.atMs ?? 0) + 0.001) : []),
    ...differs("failures", total(Object.values(failures)), failed + unknown),
    ...(latencyBuckets.length > 0 ? between("latencyBuckets", answers, ok, attempted) : []),
  ];
}

/** Percentiles rise, and each lies in the bucket that its rank falls into. */
function latencies({ latencyMs, latencyBuckets }: LoadResult): Discrepancy[] {
  const disorder = rising("latencyMs", latencyMs);
  const answers = total(latencyBuckets.map(({ count }) => count));
  if (answers === 0 || disorder.length > 0) return disorder;
  const ranks = [
    ["p50", answers * 0.5],
    ["p90", answers * 0.9],
    ["p99", answers * 0.99],
    ["max", answers],
  ] as const;
  return ranks.flatMap(([name, rank]) => {
    const low = bucketOf(latencyBuckets, Math.max(1, Math.floor(rank)));
    const high = bucketOf(latencyBuckets, Math.min(answers, Math.ceil(rank) + 1));
    // The histogram is accurate to one part in a thousand and to a microsecond.
    const least = low.fromMs * 0.998 - 0.002;
    const most = high.isLast && name === "max" ? high.upToMs : high.upToMs * 1.002 + 0.002;
    return between(`latencyMs.${name}`, latencyMs[name], Math.max(0, least), most);
  });
}

type Buckets = LoadResult["latencyBuckets"];

/** The bucket of the answer of this rank, counting from 1. The last one has no upper end: 80 s is the longest. */
function bucketOf(buckets: Buckets, rank: number): { fromMs: number; upToMs: number; isLast: boolean } {
  let before = 0;
  for (const [index, { upToMs, count }] of buckets.entries()) {
    before += count;
    if (before < rank) continue;
    return { fromMs: buckets[index - 1]?.upToMs ?? 0, upToMs, isLast: index === buckets.length - 1 };
  }
  return { fromMs: 0, upToMs: Number.MAX_VALUE, isLast: true };
}

function rateOf({ ok, durationMs }: LoadResult): number {
  return durationMs > 0 ? (ok * 1000) / durationMs : 0;
}

function around(value: number, slack: number): [number, number] {
  return [Math.max(0, value - slack), value + slack];
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
