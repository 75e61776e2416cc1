import { isDeepStrictEqual } from "node:util";
import * as z from "zod";
import { localizer } from "../../common/language.ts";
import { orAbort } from "../../inspection/or-abort.ts";
import type { Lab } from "../define.ts";
import { environmentOf } from "../environment/environment.ts";
import { measureLoad } from "../load/measure.ts";
import { loadParameters } from "../load/parameters.ts";
import type { LoadResult } from "../load/result.ts";
import { ledger } from "../result-parts.ts";
import { orStackDeath } from "../stack-death.ts";
import { takenSizes } from "../start/sizes.ts";
import {
  compositionAt,
  estimateMs,
  loadsOf,
  type Plan,
  type PlannedLoad,
  settingsAt,
  warmUpSeconds,
} from "./plan.ts";
import { figuresOf } from "./points.ts";
import type { SweepLoad, SweepResult } from "./result.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

const say = localizer({ en, ru });

/** Sends every load of the plan, each to zeroed counters; then the stack is as it was before, whatever happened. */
export async function measureSweep(lab: Lab, plan: Plan): Promise<SweepResult> {
  const { session, signal } = lab;
  const { stack } = session.require();
  const environment = environmentOf(stack);
  const bench = new Bench(lab, plan);
  const begun = performance.now();
  const planned = loadsOf(plan);
  const loads: SweepLoad[] = [];
  let cancelled = false;
  try {
    for (const due of planned) {
      lab.progress(
        progressOf(plan, due, { done: loads.length, all: planned.length }, performance.now() - begun),
      );
      loads.push(await bench.measure(due));
    }
  } catch (error) {
    cancelled = signal.aborted;
    // A cancelled cell ends at once; the next one waits until the stack is back.
    const back = bench.putBack().catch(() => undefined);
    if (!cancelled) await back;
    if (!cancelled || loads.length === 0) throw error;
  }
  const durationMs = performance.now() - begun;
  if (!cancelled) await bench.putBack();
  return {
    action: "sweep",
    ...plan,
    ...figuresOf(plan, loads),
    loads,
    environment,
    durationMs,
    ...(cancelled && { cancelled }),
  };
}

/** The remaining time from what the loads so far have taken. */
function progressOf(
  plan: Plan,
  due: PlannedLoad,
  { done, all }: { done: number; all: number },
  elapsedMs: number,
) {
  const { knob, rounds } = plan;
  const leftMs = done === 0 ? estimateMs(plan) : (elapsedMs / done) * (all - done);
  const text = say(({ progress, knobs }) =>
    progress({ ...due, at: knobs[knob].at(due.value), rounds, load: done + 1, loads: all, leftMs }),
  );
  return { text, fraction: done / all };
}

/** The stack with the sizes of one point after another. */
class Bench {
  readonly #lab: Lab;
  readonly #plan: Plan;
  readonly #found;
  /** The strategies that the present app has run before. */
  #warm = new Set<string>();

  constructor(lab: Lab, plan: Plan) {
    const { composition, durability } = lab.session.require().stack;
    // What the stack or a load says of its own steps would hide how far the sweep is.
    this.#lab = { ...lab, progress: () => undefined };
    this.#plan = plan;
    this.#found = { composition, durability };
  }

  async measure({ round, strategy, value }: PlannedLoad): Promise<SweepLoad> {
    const { session, signal } = this.#lab;
    const settings = settingsAt(this.#plan, value);
    await this.#provide(settings);
    const { gone } = session.require();
    const until = AbortSignal.any([signal, gone]);
    const send = async (duration: number) => {
      await session.zero(until);
      const { connections, rate } = settings;
      const load = loadParameters.parse({ strategy, duration, connections, rate });
      return (await measureLoad(this.#lab, load, until)).result;
    };
    try {
      if (!this.#warm.has(strategy)) await send(warmUpSeconds);
      this.#warm.add(strategy);
      return { round, strategy, value, ...figures(await send(this.#plan.seconds)) };
    } catch (error) {
      throw orStackDeath(error, gone);
    }
  }

  async #provide(settings: Plan["settings"]): Promise<void> {
    const { session, signal } = this.#lab;
    const wanted = compositionAt(this.#found.composition, settings);
    if (isDeepStrictEqual(session.require().stack.composition, wanted)) return;
    // Not with the signal: a start that is cancelled would leave no stack to put back.
    const { stack, inspection } = await orAbort(this.#replace(wanted), signal);
    await takenSizes(stack, inspection, signal);
    this.#warm = new Set();
  }

  #replace(composition: Parameters<Lab["session"]["replace"]>[1]) {
    const { session, ...lab } = this.#lab;
    const context = { ...lab, signal: new AbortController().signal };
    return session.replace(context, composition, this.#found.durability);
  }

  /** A stack that somebody has stopped meanwhile stays stopped. */
  async putBack(): Promise<void> {
    const { session, signal } = this.#lab;
    const { state, stack } = session;
    if (state === "starting" || (stack && !isDeepStrictEqual(stack.composition, this.#found.composition))) {
      await this.#replace(this.#found.composition);
    } else if (stack && !signal.aborted) await session.zero(signal);
  }
}

const ledgerOf = z.object(ledger);

function figures(load: LoadResult): Omit<SweepLoad, "round" | "strategy" | "value"> {
  const { durationMs, requestsPerSecond, latencyMs, generator } = load;
  const { p50, p99 } = latencyMs;
  return {
    ...ledgerOf.parse(load),
    durationMs,
    requestsPerSecond,
    p50Ms: p50,
    p99Ms: p99,
    ...(generator?.limitedTheRun && { generatorLimited: true }),
  };
}
