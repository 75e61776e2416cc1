import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { explained, LabError } from "../../common/lab-error.ts";
import { inEachLanguage, type Localized, localizer } from "../../common/language.ts";
import { listStrategies, type Strategy } from "../../inspection/app-client.ts";
import type { Lab } from "../define.ts";
import { takeUp } from "../exercises/take-up.ts";
import { orStackDeath } from "../stack-death.ts";
import { findStrategy } from "../strategies/find-strategy.ts";
import { type CodeDemand, demands } from "./exercises.ts";
import { Random } from "./random.ts";
import type { DemandResult } from "./result.ts";
import { orThrownOutside } from "./thrown-outside.ts";
import { type Found, Trial } from "./trial.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

const say = localizer({ en, ru });

/** All demands together, milliseconds. */
const within2Minutes = 110_000;
/** How long it may take until the death of a server is known, milliseconds. */
const knownWithin = 5_000;

/** Tries one demand after another with the file of this strategy as it is now. */
export async function tryCode(
  lab: Lab,
  names: readonly CodeDemand[],
  strategy: string,
  seed: number,
): Promise<DemandResult[]> {
  const { session } = lab;
  session.require();
  await takeUp(lab, strategy);
  let { gone, stack } = session.require();
  const { composition, durability } = stack;
  const late = AbortSignal.timeout(within2Minutes);
  try {
    const found = findStrategy(strategy, await listStrategies(stack.endpoints.app, lab.signal));
    const results: DemandResult[] = [];
    for (const [index, name] of names.entries()) {
      const text = say(({ progress }) => progress(index + 1, names.length));
      const progress = { ...lab, progress: () => lab.progress({ text, fraction: index / names.length }) };
      progress.progress();
      const random = new Random(seed, name);
      const demand = await tried(progress, name, found, random, { gone, late });
      // What has ended a server is a finding, and the next demand is another matter.
      const hasDied = gone.aborted;
      if (hasDied) ({ gone, stack } = await session.replace(lab, composition, durability));
      results.push(hasDied ? demand : await orThrownOutside(lab, strategy, demand));
    }
    return results;
  } catch (error) {
    throw orStackDeath(error, gone);
  }
}

/** One demand, from zeroed counters; what fails in it is a finding. */
async function tried(
  lab: Lab,
  name: CodeDemand,
  strategy: Strategy,
  random: Random,
  { gone, late }: Readonly<Record<"gone" | "late", AbortSignal>>,
): Promise<DemandResult> {
  const begun = performance.now();
  const ended = (found: Found): DemandResult => ({ name, ...found, durationMs: performance.now() - begun });
  if (late.aborted) return ended({ passed: null, seen: { code: "notTried", numbers: [] } });
  const signal = AbortSignal.any([lab.signal, gone, late]);
  try {
    await lab.session.zero(signal);
    return ended(await demands[name](new Trial(lab, strategy, random, signal)));
  } catch (error) {
    lab.signal.throwIfAborted();
    if (await diedMeanwhile(error, gone)) {
      const death = orStackDeath(error, gone);
      if (!(death instanceof LabError) || death.code !== "server-died") throw death;
      return ended({ passed: false, seen: { code: "thrown", numbers: [], said: inOneLine(death.what) } });
    }
    if (late.aborted) return ended({ passed: null, seen: { code: "outOfTime", numbers: [] } });
    if (!(error instanceof LabError)) throw error;
    const passed = undecided.has(error.code) ? null : false;
    return ended({ passed, seen: { code: "thrown", numbers: [], said: explained(error) } });
  }
}

/** Of what is said with the last words of a server, as much as one reads at once. */
function inOneLine(said: Localized): Localized {
  return inEachLanguage((language) =>
    said[language]
      .split("\n", 3)
      .map((line) => line.trim())
      .join(" "),
  );
}

/** A server may not answer some moments before it is known that it has ended, and that the others were stopped for it. */
async function diedMeanwhile(error: unknown, gone: AbortSignal): Promise<boolean> {
  if (!gone.aborted && error instanceof LabError && error.code === "stack-gone") {
    const known = once(gone, "abort").catch(() => undefined);
    await Promise.race([known, sleep(knownWithin, undefined, { ref: false })]);
  }
  return gone.aborted;
}

/** Errors that say nothing of the student's code: it was slow, or the machine was, or the servers are not the lab's. */
const undecided = new Set([
  "app-does-not-answer",
  "app-hangs",
  "count-still-changes",
  "not-our-server",
  "service-down",
  "stepper-stuck",
]);
