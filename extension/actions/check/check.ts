import { randomInt } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import * as z from "zod";
import { alike, localizer } from "../../common/language.ts";
import { sha256 } from "../../common/sha256.ts";
import { listStrategies } from "../../inspection/app-client.ts";
import { type OwnApp, ownStrategy } from "../../stack/own-app/contract.ts";
import { defineAction, type Lab } from "../define.ts";
import { type Discrepancy, differs, within } from "../discrepancy.ts";
import { askedFor } from "../exercises/asked.ts";
import { exerciseError } from "../exercises/errors.ts";
import {
  checkerExercise,
  type ExerciseName,
  exerciseName,
  isOfStrategy,
  type StrategyExercise,
  yours,
} from "../exercises/exercise-name.ts";
import { handedIn } from "../exercises/handed-in.ts";
import { strategyName } from "../parameters.ts";
import { findStrategy } from "../strategies/find-strategy.ts";
import { requireSameSource, runningSource } from "../strategies/source.ts";
import { yesOrNo } from "../values.ts";
import { checkLedger } from "../verdict/check-ledger.ts";
import { carry, hashOfCarried } from "./carried-app.ts";
import { checkerSubject } from "./checker/subject.ts";
import { comparisonSubject } from "./comparison/subject.ts";
import { demandsOf } from "./exercises.ts";
import { ownAppSubject } from "./own-app-subject.ts";
import { type CheckResult, type DemandResult, result } from "./result.ts";
import { strategySubject } from "./strategy-subject.ts";
import type { HandedInText, Subject } from "./subject.ts";
import { trySubject } from "./try-subject.ts";
import { checkView } from "./view.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

const say = localizer({ en, ru });

/** All demands together, milliseconds. */
const within2Minutes = 110_000;
const mostOfSeed = 1_000_000;
/** Of the code in the result, characters: a strategy is a page or two. */
const mostOfSource = 100_000;

const parameters = z.strictObject({
  exercise: exerciseName,
  strategy: strategyName.default(yours),
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
    const own = session.stack?.composition.own;
    if (own && isOfStrategy(exercise)) return checkOwnApp(lab, own, { exercise, strategy, seed });
    const begun = performance.now();
    const file = handedIn(session, exercise, strategy);
    if (!isOfStrategy(exercise) && strategy !== yours)
      throw exerciseError("no-strategy", { exercise, file: file.label });
    const source = await readFile(file.path, "utf8").catch(() => {
      throw exerciseError("not-begun", { file: file.label, exercise, isOfStrategy: isOfStrategy(exercise) });
    });
    const late = AbortSignal.timeout(within2Minutes);
    await using subject = await subjectOf(lab, exercise, { ...file, source }, strategy, late);
    const results = await trySubject(lab, subject, seed, late);
    const code = {
      sourceHash: sha256(source),
      ...(source.length <= mostOfSource && { source: { file: file.label, text: source } }),
    };
    return resultOf(lab, { exercise, ...subject.what, seed, ...code }, results, begun);
  },

  view: checkView,
  check: checkChecked,
  checkAsked: (result, asked) => [
    ...differs("exercise", result.exercise, asked.exercise),
    ...(result.strategy === undefined || isMeant(result, asked.strategy)
      ? []
      : differs("strategy", result.strategy, asked.strategy)),
    ...(asked.seed === undefined ? [] : differs("seed", result.seed, asked.seed)),
  ],
});

/** An app that is not ours, in place of the strategy that it has not. What its folder is at the end must be what ran. */
async function checkOwnApp(
  lab: Lab,
  own: OwnApp,
  { exercise, strategy, seed }: Pick<CheckResult, "seed"> & { exercise: StrategyExercise; strategy: string },
): Promise<CheckResult> {
  const { session } = lab;
  const begun = performance.now();
  if (strategy !== yours)
    findStrategy(strategy, await listStrategies(session.require().stack.endpoints.app, lab.signal));
  const late = AbortSignal.timeout(within2Minutes);
  const { folder = "" } = own;
  await using subject = await ownAppSubject(lab, exercise, own, `${path.basename(folder)}/`);
  const source = await runningSource(session, ownStrategy, lab.signal);
  const ownApp = await carry(own, folder);
  const results = await trySubject(lab, subject, seed, late);
  await requireSameSource(session, ownStrategy, source);
  const code = { sourceHash: source?.hash ?? "", ownApp };
  return resultOf(lab, { exercise, ...subject.what, seed, ...code }, results, begun);
}

async function resultOf(
  { session }: Lab,
  what: Omit<CheckResult, "action" | "passed" | "met" | "demands" | "asked" | "durationMs">,
  demands: DemandResult[],
  begun: number,
): Promise<CheckResult> {
  return {
    action: "check",
    ...what,
    passed: allOf(demands),
    met: demands.filter(({ passed }) => passed).length,
    demands,
    asked: await askedFor(session, what.exercise),
    durationMs: performance.now() - begun,
  };
}

/** An app that is not ours has one name, whether the cell says it or leaves the strategy out. */
function isMeant({ strategy, folder }: CheckResult, asked: string): boolean {
  return folder !== undefined && strategy === ownStrategy && asked === yours;
}

function subjectOf(
  lab: Lab,
  exercise: ExerciseName,
  text: HandedInText,
  strategy: string,
  late: AbortSignal,
): Promise<Subject> {
  if (isOfStrategy(exercise)) return strategySubject(lab, exercise, strategy);
  return exercise === checkerExercise
    ? checkerSubject(lab, text, AbortSignal.any([lab.signal, late]))
    : comparisonSubject(lab, text);
}

function allOf(results: readonly Pick<DemandResult, "passed">[]): boolean | null {
  if (results.some(({ passed }) => passed === false)) return false;
  return results.every(({ passed }) => passed) ? true : null;
}

function checkChecked(result: CheckResult): Discrepancy[] {
  const { exercise, passed, met, demands: results, source, ownApp, sourceHash } = result;
  return [
    ...(source ? differs("sourceHash", sourceHash, sha256(source.text)) : []),
    ...(ownApp?.files ? differs("sourceHash", sourceHash, hashOfCarried(ownApp.files)) : []),
    ...differs(
      "demands",
      results.map(({ name }) => name).join(),
      demandsOf(exercise, result.folder !== undefined).join(),
    ),
    ...differs("passed", passed, allOf(results)),
    ...differs("met", met, results.filter((each) => each.passed).length),
    ...results.flatMap(({ ledger }, index) =>
      ledger ? within(`demands.${index}.ledger`, checkLedger(ledger)) : [],
    ),
  ];
}
