import { createHash, randomInt } from "node:crypto";
import { readFile } from "node:fs/promises";
import * as z from "zod";
import { explained, LabError } from "../../common/lab-error.ts";
import { alike, localizer } from "../../common/language.ts";
import { defineAction, type Lab } from "../define.ts";
import { type Discrepancy, differs, within } from "../discrepancy.ts";
import { askedFor } from "../exercises/asked.ts";
import { exerciseError } from "../exercises/errors.ts";
import { checkerExercise, exerciseName, ownStrategy } from "../exercises/exercise-name.ts";
import { exerciseFile } from "../exercises/handed-in.ts";
import { strategyName } from "../parameters.ts";
import { orStackDeath } from "../stack-death.ts";
import { codeFile } from "../strategies/source.ts";
import { yesOrNo } from "../values.ts";
import { checkLedger } from "../verdict/check-ledger.ts";
import { checkerError } from "./checker/errors.ts";
import { checkerSubject } from "./checker/subject.ts";
import { demandsOf } from "./exercises.ts";
import { Random } from "./random.ts";
import { type CheckResult, type DemandResult, result } from "./result.ts";
import { strategySubject } from "./strategy-subject.ts";
import type { Subject } from "./subject.ts";
import type { Found } from "./trial.ts";
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
    const ofChecker = exercise === checkerExercise;
    const file = ofChecker ? exerciseFile(session, exercise) : codeFile(session, strategy);
    if (ofChecker && strategy !== ownStrategy)
      throw checkerError("no-strategy", { exercise, file: file.label });
    const source = await readFile(file.path, "utf8").catch(() => {
      throw exerciseError("not-begun", { file: file.label, exercise });
    });
    const late = AbortSignal.timeout(within2Minutes);
    await using subject = ofChecker
      ? await checkerSubject(lab, { ...file, source }, AbortSignal.any([lab.signal, late]))
      : await strategySubject(lab, exercise, strategy);
    const { what, attempts } = subject;
    // After an app that was started anew, if it was.
    const { gone } = session.require();
    try {
      const results: DemandResult[] = [];
      for (const [index, attempt] of attempts.entries()) {
        const text = say(({ progress }) => progress(index + 1, attempts.length));
        const progress = {
          ...lab,
          progress: () => lab.progress({ text, fraction: index / attempts.length }),
        };
        progress.progress();
        results.push(await tried(progress, attempt, seed, { gone, late }, ofChecker));
      }
      const passed = allOf(results);
      return {
        action: "check",
        exercise,
        ...what,
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
    ...(result.strategy === undefined ? [] : differs("strategy", result.strategy, asked.strategy)),
    ...(asked.seed === undefined ? [] : differs("seed", result.seed, asked.seed)),
  ],
});

/**
 * One demand; what fails in it is a finding.
 * @param ofChecker the servers run none of the student's code: what they fail in says nothing of it
 */
async function tried(
  lab: Lab,
  [name, attempt]: Subject["attempts"][number],
  seed: number,
  { gone, late }: Readonly<Record<"gone" | "late", AbortSignal>>,
  ofChecker: boolean,
): Promise<DemandResult> {
  const begun = performance.now();
  const ended = (found: Found): DemandResult => ({ name, ...found, durationMs: performance.now() - begun });
  if (late.aborted) return ended({ passed: null, seen: { code: "notTried", numbers: [] } });
  const signal = AbortSignal.any([lab.signal, gone, late]);
  try {
    return ended(await attempt({ lab, random: new Random(seed, name), signal }));
  } catch (error) {
    lab.signal.throwIfAborted();
    if (gone.aborted) throw error;
    if (late.aborted) return ended({ passed: null, seen: { code: "outOfTime", numbers: [] } });
    if (!(error instanceof LabError)) throw error;
    const passed = ofChecker || undecided.has(error.code) ? null : false;
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
    ...differs("demands", results.map(({ name }) => name).join(), demandsOf(exercise).join()),
    ...differs("passed", passed, allOf(results)),
    ...differs("met", met, results.filter((each) => each.passed).length),
    ...results.flatMap(({ ledger }, index) =>
      ledger ? within(`demands.${index}.ledger`, checkLedger(ledger)) : [],
    ),
  ];
}
