import type { LoadResult } from "../../load/result.ts";
import type { Figure, Unit } from "./figures.ts";
import type { OwnRun } from "./own-runs.ts";

/** A number that a run, or two of them, have come to. */
export interface Measure {
  readonly what: string;
  readonly unit: Unit;
  readonly value: number;
  readonly runs: readonly OwnRun[];
}

/** All that may be said of these runs in figures. */
export function measuresOf(runs: readonly OwnRun[]): Measure[] {
  const own = runs.flatMap((run) => figuresOf(run.result).map((each) => ({ ...each, runs: [run] })));
  return [...own, ...compared(own)];
}

export function figuresOf(load: LoadResult): Omit<Measure, "runs">[] {
  const { latencyMs, openLoop, fault, pause, time } = load;
  const counts = {
    attempted: load.attempted,
    ok: load.ok,
    failed: load.failed,
    unknown: load.unknown,
    unacknowledged: load.failed + load.unknown,
    stored: load.stored,
    pending: load.pending,
    lost: load.lost,
    duplicated: load.duplicated,
    recovered: load.recovered,
    connections: load.connections,
    requests: load.requests,
    processCalls: load.processCalls,
    cores: load.environment.cores,
  };
  const times = {
    p50: latencyMs.p50,
    p90: latencyMs.p90,
    p99: latencyMs.p99,
    max: latencyMs.max,
    mean: time?.meanMs,
    duration: load.durationMs,
    asked: load.durationSeconds === null ? null : load.durationSeconds * 1000,
    away: awayMs(load),
    killedAfter: fault && fault.after * 1000,
    backAfter: fault && (fault.recover ?? 0) * 1000,
    pause: pause?.ms,
    pauseAfter: pause && pause.after * 1000,
    interval: load.processEveryMs,
  };
  const rates = { perSecond: load.requestsPerSecond, sent: openLoop?.sentPerSecond, rate: openLoop?.rate };
  const shares = Object.entries(counts).flatMap(([what, value]) => [
    { what, unit: "share" as const, value: (100 * (value ?? 0)) / (load.attempted || 1) },
    { what, unit: "share" as const, value: (100 * (value ?? 0)) / (load.ok || 1) },
  ]);
  const of = (unit: Unit, all: Readonly<Record<string, number | null | undefined>>) =>
    Object.entries(all).flatMap(([what, value]) =>
      typeof value === "number" ? [{ what, unit, value }] : [],
    );
  return [...of("count", counts), ...of("time", times), ...of("rate", rates), ...shares];
}

/** From the kill of a server until it answered again; null where none was killed. */
export function awayMs({ fault }: LoadResult): number | null {
  if (!fault || fault.killedMs === null || fault.backMs === null) return null;
  return fault.backMs - fault.killedMs;
}

const comparable = new Set(["perSecond", "p50", "p90", "p99", "max", "mean", "away"]);

/** How many times as much one strategy came to as another, and that in percent. */
function compared(measures: readonly Measure[]): Measure[] {
  const able = measures.filter(({ what, unit }) => unit !== "share" && comparable.has(what));
  return able.flatMap((one) =>
    able.flatMap((other): Measure[] => {
      if (one.what !== other.what || other.value === 0 || isSameStrategy(one, other)) return [];
      const ratio = one.value / other.value;
      const both = { what: one.what, runs: [...one.runs, ...other.runs] };
      return [
        { ...both, unit: "factor", value: ratio },
        { ...both, unit: "share", value: ratio * 100 },
        { ...both, unit: "share", value: Math.abs(ratio - 1) * 100 },
      ];
    }),
  );
}

function isSameStrategy(one: Measure, other: Measure): boolean {
  return one.runs[0]?.result.strategy === other.runs[0]?.result.strategy;
}

/** True where the figure is this number, as far as it was rounded. */
export function says({ unit, readings, topics }: Figure, measure: Measure): boolean {
  // Where a single percentile is spoken of, it is that one.
  const [percentile, another] = topics.filter((topic) => topic !== "lost");
  if (unit === "time" && percentile !== undefined && another === undefined && percentile !== measure.what)
    return false;
  return (
    unit === measure.unit &&
    readings.some(({ value, place }) => Math.abs(value - measure.value) <= place * 0.5001)
  );
}

/** The number of the same kind that is the nearest by its ratio. */
export function nearestTo({ unit, readings }: Figure, measures: readonly Measure[]): Measure | undefined {
  const [{ value } = { value: 0 }] = readings;
  const far = (each: Measure) => Math.abs(Math.log((each.value + 0.01) / (value + 0.01)));
  return measures.filter((each) => each.unit === unit).sort((a, b) => far(a) - far(b))[0];
}
