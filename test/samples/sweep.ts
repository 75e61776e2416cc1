import { loadsOf, type Plan } from "../../extension/actions/sweep/plan.ts";
import { figuresOf } from "../../extension/actions/sweep/points.ts";
import type { SweepLoad, SweepResult } from "../../extension/actions/sweep/result.ts";
import { naive } from "./loads.ts";

/** The curve of a strategy, point by point. */
interface Course {
  readonly rates: readonly number[];
  readonly p99s: readonly number[];
  /** Shares of the acknowledged and of the attempted hits. */
  readonly lost?: number;
  readonly refused?: readonly number[];
}

const milliseconds = 2004;

/** The loads of a plan as they come: the rounds of a point differ by a few percent. */
function loadsAlong(plan: Plan, courses: Readonly<Record<string, Course>>): SweepLoad[] {
  return loadsOf(plan).map(({ round, strategy, value }, index) => {
    const { rates, p99s, lost: lostShare = 0, refused = [] } = courses[strategy] ?? { rates: [], p99s: [] };
    const at = plan.values.indexOf(value);
    const scatter = 1 + (((index * 7) % 11) - 5) / (at === 0 ? 60 : 140);
    const ok = Math.round((rates[at] ?? 0) * scatter * (milliseconds / 1000));
    const failed = Math.round((ok * (refused[at] ?? 0)) / (1 - (refused[at] ?? 0)));
    const lost = Math.round(ok * lostShare * scatter);
    const p99Ms = Number(((p99s[at] ?? 1) / scatter ** 2).toFixed(3));
    return {
      ...{ round, strategy, value },
      ...{ attempted: ok + failed, ok, failed, unknown: 0 },
      ...{ stored: ok - lost, pending: 0, lost, duplicated: 0, recovered: 0 },
      byName: strategy === "append",
      verdict: lost > 0 ? "lost" : "exact",
      durationMs: milliseconds,
      requestsPerSecond: (ok * 1000) / milliseconds,
      p50Ms: Number((p99Ms / 2.1).toFixed(3)),
      p99Ms,
      ...((rates[at] ?? 0) > 25_000 && { generatorLimited: true }),
    };
  });
}

const { environment } = naive;

const connections: Plan = {
  knob: "connections",
  values: [1, 2, 5, 10, 20, 50, 100, 200],
  settings: {},
  strategies: ["atomic", "append", "coalesced"],
  seconds: 2,
  rounds: 3,
};
const measured = loadsAlong(connections, {
  atomic: {
    rates: [1450, 2310, 3060, 3150, 3120, 3040, 2690, 2210],
    p99s: [1.6, 2, 4.1, 7.2, 14, 33, 64, 131],
  },
  append: {
    rates: [1390, 2570, 4830, 6320, 7360, 7900, 7820, 7640],
    p99s: [1.5, 1.7, 2.4, 4, 7.1, 15, 28, 55],
  },
  coalesced: {
    rates: [1310, 2190, 4630, 8040, 13_100, 20_900, 26_400, 30_500],
    p99s: [1.7, 1.9, 2.3, 2.8, 3.4, 5.2, 8.3, 14],
  },
});

export const sweep: SweepResult = {
  action: "sweep",
  ...connections,
  ...figuresOf(connections, measured),
  loads: measured,
  environment,
  durationMs: 218_000,
};

const pools: Plan = {
  knob: "pool",
  values: [1, 5, 50],
  settings: { connections: 50 },
  strategies: ["pooled", "atomic"],
  seconds: 2,
  rounds: 3,
};
/** As many as there were before the cancel, so that the largest pool lacks a round. */
const untilCancel = loadsAlong(pools, {
  pooled: { rates: [1210, 2380, 1640], p99s: [48, 31, 77], lost: 0.88, refused: [0, 0, 0.21] },
  atomic: { rates: [1990, 3130, 2300], p99s: [29, 27, 61], refused: [0, 0, 0.17] },
}).slice(0, 15);

/** Cancelled in the third round, with losses and refusals. */
export const sweepCancelled: SweepResult = {
  action: "sweep",
  ...pools,
  ...figuresOf(pools, untilCancel),
  loads: untilCancel,
  environment,
  durationMs: 61_000,
  cancelled: true,
};
