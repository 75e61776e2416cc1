import { isDeepStrictEqual } from "node:util";
import { atLeast, atMost, between, type Discrepancy, differs, within } from "../discrepancy.ts";
import { checkLedger } from "../verdict/check-ledger.ts";
import type { SweepParameters } from "./parameters.ts";
import { loadsOf, planOf } from "./plan.ts";
import { figuresOf } from "./points.ts";
import type { SweepLoad, SweepResult } from "./result.ts";

/** The loads by themselves and as the plan has them; points, knees and totals as they follow from the loads. */
export function checkSweep(result: SweepResult): Discrepancy[] {
  const { loads, cancelled } = result;
  const planned = loadsOf(result);
  const own = figuresOf(result, loads);
  return [
    ...loads.flatMap((load, index) => within(`loads.${index}`, checkLoad(load))),
    ...(cancelled
      ? atMost("loads.length", loads.length, planned.length)
      : differs("loads.length", loads.length, planned.length)),
    ...loads.flatMap((load, index) =>
      (["round", "strategy", "value"] as const).flatMap((key) =>
        differs(`loads.${index}.${key}`, load[key], planned[index]?.[key] ?? null),
      ),
    ),
    ...differs("points.length", result.points.length, own.points.length),
    ...result.points.flatMap((point, index) => same(`points.${index}`, point, own.points[index])),
    ...Object.entries(result.knee).flatMap(([strategy, knee]) =>
      same(`knee.${strategy}`, knee, own.knee[strategy]),
    ),
    ...differs("knee", Object.keys(result.knee).join(), Object.keys(own.knee).join()),
    ...differs("lost", result.lost, own.lost),
    ...differs("duplicated", result.duplicated, own.duplicated),
    ...atLeast(
      "durationMs",
      result.durationMs,
      loads.reduce((sum, { durationMs }) => sum + durationMs, 0),
    ),
  ];
}

/** A sweep that was made otherwise than its cell says. */
export function checkSweepAsked(result: SweepResult, asked: SweepParameters): Discrepancy[] {
  const plan = planOf(asked);
  return [
    ...differs("knob", result.knob, plan.knob),
    ...differs("values", result.values.join(), plan.values.join()),
    ...differs("strategies", result.strategies.join(), plan.strategies.join()),
    ...same("settings", result.settings, plan.settings),
    ...differs("seconds", result.seconds, plan.seconds),
    ...differs("rounds", result.rounds, plan.rounds),
  ];
}

function checkLoad(load: SweepLoad): Discrepancy[] {
  const { ok, durationMs, requestsPerSecond, p50Ms, p99Ms } = load;
  const rate = durationMs > 0 ? (ok * 1000) / durationMs : 0;
  return [
    ...checkLedger(load),
    // The rate may have been rounded to one decimal.
    ...between("requestsPerSecond", requestsPerSecond, Math.max(0, rate - 0.05), rate + 0.05),
    ...atLeast("p99Ms", p99Ms, p50Ms),
  ];
}

function same(key: string, said: object, found: object | undefined): Discrepancy[] {
  return isDeepStrictEqual(said, found)
    ? []
    : differs(key, JSON.stringify(said), JSON.stringify(found ?? null));
}
