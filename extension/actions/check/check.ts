import { createHash, randomInt } from "node:crypto";
import { readFile } from "node:fs/promises";
import * as z from "zod";
import { explained, LabError } from "../../common/lab-error.ts";
import { alike, localizer } from "../../common/language.ts";
import { listStrategies, type Strategy } from "../../inspection/app-client.ts";
import { defineAction, type Lab } from "../define.ts";
import { type Discrepancy, differs, within } from "../discrepancy.ts";
import { askedFor } from "../exercises/asked.ts";
import { exerciseError } from "../exercises/errors.ts";
import { exerciseName, ownStrategy } from "../exercises/exercise-name.ts";
import { takeUp } from "../exercises/take-up.ts";
import { strategyName } from "../parameters.ts";
import { orStackDeath } from "../stack-death.ts";
import { findStrategy } from "../strategies/find-strategy.ts";
import { codeFile } from "../strategies/source.ts";
import { yesOrNo } from "../values.ts";
import { checkLedger } from "../verdict/check-ledger.ts";
import { demands, demandsOf } from "./exercises.ts";
import { Random } from "./random.ts";
import { type CheckResult, type DemandName, type DemandResult, result } from "./result.ts";
import { orThrownOutside } from "./thrown-outside.ts";
import { type Found, Trial } from "./trial.ts";
import { checkView } from "./view.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

const say = localizer({ en, ru });

/** All demands together, milliseconds. */
const within2Minutes = 110_000;
const mostOfSeed = 1_000_000;

const parameters = z.strictObject({
  exercise: exerciseName,
  strategy: strategyName.default(ownStrategy),
  seed: z
    .int()
    .min(0)
    .max(mostOfSeed)
    .meta({ about: say((words) => words.parameters.seed) })
    .optional(),
});

export const check = defineAction({
  name: "check",
  about: say(({ about }) => about),
  parameters,
  short: "exercise",
  example: alike("check: exercise-1"),
  values: {
    passed: { about: say(({ values }) => values.passed), words: yesOrNo },
    met: { about: say(({ values }) => values.met) },
    "demands.length": { about: say(({ values }) => values.demands) },
    "asked.hints": { about: say(({ values }) => values.hints) },
  },
  ages: true,
  result,

  async run(lab, { exercise, strategy, seed = randomInt(mostOfSeed) }): Promise<CheckResult> {
    const { session } = lab;
    session.require();
    const begun = performance.now();
    const file = codeFile(session, strategy);
    const source = await readFile(file.path).catch(() => {
      throw exerciseError("not-begun", { file: file.label, exercise });
    });
    await takeUp(lab, strategy);
    const { gone, stack } = session.require();
    const late = AbortSignal.timeout(within2Minutes);
    try {
      const found = findStrategy(strategy, await listStrategies(stack.endpoints.app, lab.signal));
      const names = demandsOf[exercise];
      const results: DemandResult[] = [];
      for (const [index, name] of names.entries()) {
        const text = say(({ progress }) => progress(index + 1, names.length));
        const progress = { ...lab, progress: () => lab.progress({ text, fraction: index / names.length }) };
        progress.progress();
        const random = new Random(seed, name);
        const demand = await tried(progress, name, found, random, { gone, late });
        results.push(await orThrownOutside(lab, strategy, demand));
      }
      const passed = allOf(results);
      return {
        action: "check",
        exercise,
        strategy,
        seed,
        sourceHash: createHash("sha256").update(source).digest("hex"),
        passed,
        met: results.filter((each) => each.passed).length,
        demands: results,
        asked: await askedFor(session, exercise),
        durationMs: performance.now() - begun,
      };
    } catch (error) {
      throw orStackDeath(error, gone);
    }
  },

  view: checkView,
  check: checkChecked,
  checkAsked: (result, asked) => [
    ...differs("exercise", result.exercise, asked.exercise),
    ...differs("strategy", result.strategy, asked.strategy),
    ...(asked.seed === undefined ? [] : differs("seed", result.seed, asked.seed)),
  ],
});

/** One demand, from zeroed counters; what fails in it is a finding. */
async function tried(
  lab: Lab,
  name: DemandName,
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
    if (gone.aborted) throw error;
    if (late.aborted) return ended({ passed: null, seen: { code: "outOfTime", numbers: [] } });
    if (!(error instanceof LabError)) throw error;
    const passed = undecided.has(error.code) ? null : false;
    return ended({ passed, seen: { code: "thrown", numbers: [], said: explained(error) } });
  }
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

function allOf(results: readonly Pick<DemandResult, "passed">[]): boolean | null {
  if (results.some(({ passed }) => passed === false)) return false;
  return results.every(({ passed }) => passed) ? true : null;
}

function checkChecked({ exercise, passed, met, demands: results }: CheckResult): Discrepancy[] {
  return [
    ...differs("demands", results.map(({ name }) => name).join(), demandsOf[exercise].join()),
    ...differs("passed", passed, allOf(results)),
    ...differs("met", met, results.filter((each) => each.passed).length),
    ...results.flatMap(({ ledger }, index) =>
      ledger ? within(`demands.${index}.ledger`, checkLedger(ledger)) : [],
    ),
  ];
}
