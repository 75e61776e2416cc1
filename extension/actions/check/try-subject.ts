import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { explained, LabError } from "../../common/lab-error.ts";
import { inEachLanguage, type Localized, localizer } from "../../common/language.ts";
import type { Lab } from "../define.ts";
import { orStackDeath } from "../stack-death.ts";
import { Random } from "./random.ts";
import type { DemandResult } from "./result.ts";
import type { Subject } from "./subject.ts";
import { orThrownOutside } from "./thrown-outside.ts";
import type { Found } from "./trial.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

const say = localizer({ en, ru });

/** How long it may take until the death of a server is known, milliseconds. */
const knownWithin = 5_000;

/**
 * Tries one demand after another.
 * @param late when all of them have had their time
 */
export async function trySubject(
  lab: Lab,
  subject: Subject,
  seed: number,
  late: AbortSignal,
): Promise<DemandResult[]> {
  const { session } = lab;
  const { attempts, what } = subject;
  const { strategy } = what;
  let { servers } = subject;
  try {
    const results: DemandResult[] = [];
    for (const [index, attempt] of attempts.entries()) {
      const text = say(({ progress }) => progress(index + 1, attempts.length));
      const progress = { ...lab, progress: () => lab.progress({ text, fraction: index / attempts.length }) };
      progress.progress();
      const gone = servers?.gone ?? new AbortController().signal;
      const demand = await tried(progress, subject, attempt, seed, { gone, late });
      if (servers?.gone.aborted) {
        // What has ended a server is a finding, and the next demand is another matter.
        const { composition, durability } = servers.stack;
        servers = await session.replace(lab, composition, durability);
        results.push(demand);
      } else results.push(strategy === undefined ? demand : await orThrownOutside(lab, strategy, demand));
    }
    return results;
  } catch (error) {
    throw servers ? orStackDeath(error, servers.gone) : error;
  }
}

/** One demand; what fails in it is a finding. */
async function tried(
  lab: Lab,
  { what }: Subject,
  [name, attempt]: Subject["attempts"][number],
  seed: number,
  { gone, late }: Readonly<Record<"gone" | "late", AbortSignal>>,
): Promise<DemandResult> {
  const begun = performance.now();
  const ended = (found: Found): DemandResult => ({ name, ...found, durationMs: performance.now() - begun });
  if (late.aborted) return ended({ passed: null, seen: { code: "notTried", numbers: [] } });
  const signal = AbortSignal.any([lab.signal, gone, late]);
  // Then the servers run the student's code, and what fails in them is a finding.
  const isInApp = what.strategy !== undefined;
  try {
    return ended(await attempt({ lab, random: new Random(seed, name), signal }));
  } catch (error) {
    lab.signal.throwIfAborted();
    if (await diedMeanwhile(error, gone)) {
      const death = orStackDeath(error, gone);
      if (!isInApp || !(death instanceof LabError) || death.code !== "server-died") throw death;
      return ended({ passed: false, seen: { code: "thrown", numbers: [], said: inOneLine(death.what) } });
    }
    if (late.aborted) return ended({ passed: null, seen: { code: "outOfTime", numbers: [] } });
    if (!(error instanceof LabError)) throw error;
    const passed = isInApp && !undecided.has(error.code) ? false : null;
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

/** Errors that say nothing of the student's code: it was slow or saved meanwhile, its contract is wrong, the servers are not the lab's. */
const undecided = new Set([
  "app-does-not-answer",
  "app-hangs",
  "count-still-changes",
  "not-our-server",
  "own-changed",
  "own-figure",
  "own-late",
  "own-tables-held",
  "server-unreachable",
  "service-down",
  "stepper-stuck",
  "text-changed-meanwhile",
]);
