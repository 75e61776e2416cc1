import { beginClock, endClock } from "../../inspection/app-client.ts";
import { type ClockSums, hitTime } from "../../ledger/hit-time.ts";
import type { ProcessorShares } from "../../ledger/limit.ts";
import type { GeneratorShare } from "../../load/load.ts";
import type { ProcessorTime, Watched } from "../../stack/run-watch/watched.ts";
import { brokerNames, type Stack } from "../../stack/stack.ts";
import type { LoadResult } from "./result.ts";

/** What there is to know of a load that has run. */
interface Measured {
  readonly ok: number;
  readonly durationMs: number;
  /** As `machineTime` has it. */
  readonly startedAt: number;
  readonly okMeanMs: number | null;
  readonly generator?: GeneratorShare | undefined;
}

type RunTime = Required<
  Pick<LoadResult, "time" | "waits" | "flushes" | "processor" | "appBusyShare" | "appCpuShare">
>;

/** Begins to measure where the time of a load goes. What cannot be measured is null; no load fails for it. */
export async function timeRun(stack: Stack, signal: AbortSignal) {
  const { app } = stack.endpoints;
  const timed = await Promise.allSettled([
    // Own changes to the app may have left it without a clock.
    beginClock(app, signal),
    stack.beginWatch([process.pid]),
  ]);
  const [clocked, watched] = timed.map(({ status }) => status === "fulfilled");

  return {
    async end(load: Measured): Promise<RunTime> {
      const { startedAt, durationMs } = load;
      const [clocks, seen] = await Promise.all([
        clocked ? endClock(app, signal).catch(() => []) : [],
        watched ? stack.endWatch(startedAt, startedAt + durationMs).catch(() => nothing) : nothing,
      ]);
      return runTime(load, clocks, seen);
    },
    /** After a failure. */
    async [Symbol.asyncDispose](): Promise<void> {
      if (watched) await stack.endWatch(0, 0).catch(() => undefined);
    },
  };
}

const nothing: Watched = { waits: null, processor: null };

function runTime(
  { ok, durationMs, okMeanMs, generator }: Measured,
  clocks: readonly ClockSums[],
  { waits, processor }: Watched,
): RunTime {
  const shareOf = (of: "busy" | "used") => {
    if (clocks.length === 0 || durationMs === 0) return null;
    return Math.min(1, clocks.reduce((sum, clock) => sum + clock[of], 0) / clocks.length / durationMs);
  };
  return {
    time: okMeanMs === null ? null : hitTime(clocks, ok, okMeanMs),
    waits: waits && Object.keys(waits.shares).length > 0 ? waits.shares : null,
    flushes: waits?.flushes ?? null,
    processor: processor && generator ? sharesOf(processor, generator) : null,
    appBusyShare: shareOf("busy"),
    appCpuShare: shareOf("used"),
  };
}

/** Other programs used what the lab did not use and what was not idle. */
function sharesOf({ cores, lab, idle, services }: ProcessorTime, generator: GeneratorShare): ProcessorShares {
  const { app = 0, postgres = 0, redis = 0 } = services;
  const broker = brokerNames.reduce((sum, name) => sum + (services[name] ?? 0), 0);
  const room = Math.max(0, 1 - idle - lab - app - postgres - redis - broker);
  // Measured by two clocks, it may seem to be a little more than there was.
  const sending = Math.min(room, generator.cpuShare / cores);
  return {
    generator: sending + lab,
    app,
    postgres,
    redis,
    ...(broker > 0 && { broker }),
    others: room - sending,
    idle,
  };
}
