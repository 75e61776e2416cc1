import { createHash, randomInt } from "node:crypto";
import { readFile } from "node:fs/promises";
import * as z from "zod";
import { alike, localizer } from "../../common/language.ts";
import { defineAction } from "../define.ts";
import { type Discrepancy, differs, within } from "../discrepancy.ts";
import { askedFor } from "../exercises/asked.ts";
import { exerciseError } from "../exercises/errors.ts";
import { type ExerciseName, exerciseName, ownStrategy, writtenExercise } from "../exercises/exercise-name.ts";
import { studentsFile } from "../exercises/files.ts";
import { strategyName } from "../parameters.ts";
import type { Session } from "../session.ts";
import { yesOrNo } from "../values.ts";
import { checkLedger } from "../verdict/check-ledger.ts";
import { readComparison } from "./comparison/comparison.ts";
import { comparisonDemandNames, comparisonDemands } from "./comparison/demands.ts";
import { demandsOf } from "./exercises.ts";
import { type CheckResult, type DemandName, type DemandResult, result } from "./result.ts";
import { tryCode } from "./try-code.ts";
import { checkView } from "./view.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

const say = localizer({ en, ru });

const mostOfSeed = 1_000_000;
/** Of the code in the result, bytes: a strategy is a page or two. */
const mostOfSource = 100_000;

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
    const begun = performance.now();
    const file = studentsFile(session, exercise, strategy);
    const source = await readFile(file.path).catch(() => {
      throw exerciseError("not-begun", { file: file.label, exercise });
    });
    const isCode = exercise !== writtenExercise;
    const results = isCode
      ? await tryCode(lab, demandsOf[exercise], strategy, seed)
      : await readText(session, source.toString());
    return {
      action: "check",
      exercise,
      strategy,
      ...(isCode ? {} : { file: file.label }),
      seed,
      sourceHash: sha256(source),
      ...(source.length <= mostOfSource && { source: { file: file.label, text: source.toString() } }),
      passed: allOf(results),
      met: results.filter((each) => each.passed).length,
      demands: results,
      asked: await askedFor(session, exercise),
      durationMs: performance.now() - begun,
    };
  },

  view: checkView,
  check: checkChecked,
  checkAsked: (result, asked) => [
    ...differs("exercise", result.exercise, asked.exercise),
    ...differs("strategy", result.strategy, asked.strategy),
    ...(asked.seed === undefined ? [] : differs("seed", result.seed, asked.seed)),
  ],
});

async function readText(session: Session, text: string): Promise<DemandResult[]> {
  const comparison = await readComparison(session, text);
  return comparisonDemandNames.map((name) => ({
    name,
    ...comparisonDemands[name](comparison),
    durationMs: 0,
  }));
}

function sha256(text: Buffer | string): string {
  return createHash("sha256").update(text).digest("hex");
}

function allOf(results: readonly Pick<DemandResult, "passed">[]): boolean | null {
  if (results.some(({ passed }) => passed === false)) return false;
  return results.every(({ passed }) => passed) ? true : null;
}

/** What a check of this exercise asks for, in order. */
export function demandsIn(exercise: ExerciseName): readonly DemandName[] {
  return exercise === writtenExercise ? comparisonDemandNames : demandsOf[exercise];
}

function checkChecked(result: CheckResult): Discrepancy[] {
  const { exercise, passed, met, demands: results, source, sourceHash } = result;
  return [
    ...(source ? differs("sourceHash", sourceHash, sha256(source.text)) : []),
    ...differs("demands", results.map(({ name }) => name).join(), demandsIn(exercise).join()),
    ...differs("passed", passed, allOf(results)),
    ...differs("met", met, results.filter((each) => each.passed).length),
    ...results.flatMap(({ ledger }, index) =>
      ledger ? within(`demands.${index}.ledger`, checkLedger(ledger)) : [],
    ),
  ];
}
