import { type Knee, kneeOf, leastRounds } from "../../ledger/knee.ts";
import type { Plan } from "./plan.ts";
import type { SweepLoad, SweepPoint, SweepResult } from "./result.ts";

type Measured = Pick<SweepResult, "points" | "knee" | "lost" | "duplicated">;

/** All that follows from the loads. */
export function figuresOf(plan: Pick<Plan, "strategies" | "values">, loads: readonly SweepLoad[]): Measured {
  const { strategies, values } = plan;
  const points = strategies.flatMap((strategy) =>
    values.flatMap((value) => {
      const own = loads.filter((load) => load.strategy === strategy && load.value === value);
      return own.length > 0 ? [pointOf(strategy, value, own)] : [];
    }),
  );
  const knee = strategies.map((strategy) => {
    const own = points.filter((point) => point.strategy === strategy);
    return [strategy, kneeOfPoints(own, values.length)] as const;
  });
  const total = (key: "lost" | "duplicated") => sum(loads.map((load) => load[key]));
  return { points, knee: Object.fromEntries(knee), lost: total("lost"), duplicated: total("duplicated") };
}

function pointOf(strategy: string, value: number, loads: readonly SweepLoad[]): SweepPoint {
  const total = (key: "attempted" | "ok" | "failed" | "unknown" | "lost" | "duplicated") =>
    sum(loads.map((load) => load[key]));
  const median = (key: "requestsPerSecond" | "p50Ms" | "p99Ms") => medianOf(loads.map((load) => load[key]));
  const range = (key: "requestsPerSecond" | "p99Ms"): [number, number] => {
    const all = loads.map((load) => load[key]);
    return [Math.min(...all), Math.max(...all)];
  };
  return {
    strategy,
    value,
    requestsPerSecond: median("requestsPerSecond"),
    p50Ms: median("p50Ms"),
    p99Ms: median("p99Ms"),
    rounds: loads.length,
    spread: { requestsPerSecond: range("requestsPerSecond"), p99Ms: range("p99Ms") },
    refused: share(total("failed"), total("attempted")),
    unknown: share(total("unknown"), total("attempted")),
    lost: share(total("lost"), total("ok")),
    duplicated: share(total("duplicated"), total("ok")),
    ...(loads.some(({ generatorLimited }) => generatorLimited) && { generatorLimited: true }),
  };
}

/** A curve that lacks points of the plan is not judged. */
function kneeOfPoints(points: readonly SweepPoint[], planned: number): Knee {
  const isWhole = points.length === planned;
  return kneeOf(
    points.map(({ value, requestsPerSecond, spread, rounds }) => ({
      value,
      median: requestsPerSecond,
      least: spread.requestsPerSecond[0],
      most: spread.requestsPerSecond[1],
      rounds: isWhole ? rounds : Math.min(rounds, leastRounds - 1),
    })),
  );
}

export function medianOf(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  const middle = sorted.length / 2;
  const [low = 0, high = low] = sorted.slice(Math.ceil(middle) - 1, Math.floor(middle) + 1);
  return (low + high) / 2;
}

function share(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, each) => total + each, 0);
}
