import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fillIn } from "../../extension/actions/check/comparison/fill.ts";
import { ownRuns } from "../../extension/actions/check/comparison/own-runs.ts";
import type { CheckResult, DemandName, DemandResult } from "../../extension/actions/check/result.ts";
import { strategySubject } from "../../extension/actions/check/strategy-subject.ts";
import type { Subject } from "../../extension/actions/check/subject.ts";
import { trySubject } from "../../extension/actions/check/try-subject.ts";
import type { Lab } from "../../extension/actions/define.ts";
import {
  type ExerciseName,
  type StrategyExercise,
  writtenExercise,
  yours,
} from "../../extension/actions/exercises/exercise-name.ts";
import { handedIn, nameOfPart } from "../../extension/actions/exercises/handed-in.ts";
import { cellsOf, readLab } from "../../extension/cli/lab-run.ts";
import { testedApp } from "./app.ts";
import { copyStack } from "./copy-stack.ts";
import { openLab } from "./lab.ts";
import { root } from "./stack.ts";

/** A lab folder whose student hands in one text after another, for the app that is tested. */
export async function openExercises() {
  const folder = await mkdtemp(join(tmpdir(), "surge-test-"));
  const stackFolder = join(folder, "lab-stack");
  await copyStack(stackFolder);
  const { lab, session, run } = openLab(stackFolder);
  const fileOf = (exercise: ExerciseName) =>
    handedIn({ options: { stackFolder, app: testedApp } }, exercise).path;
  /** The starting point, or the solution: where it has places for figures, with those of the loads so far. */
  const textOf = async (exercise: ExerciseName, part: "start" | "solution") => {
    const file = nameOfPart(part, fileOf(exercise), "en");
    const text = await readFile(join(root, "extension/exercises", exercise, file), "utf8");
    return exercise === writtenExercise ? fillIn(text, (await ownRuns(session)).runs, "en") : text;
  };
  /** Runs the loads of an exercise's notebook, with what they need. */
  const measure = async (exercise: ExerciseName) => {
    const { lab } = await readLab(join(root, "notebooks", `${exercise}.en.lab.md`));
    for (const { code } of cellsOf(lab)) if (/^(start|load):/.test(code)) await run(code);
    // Tens of thousands of hits in a buffer would take their time at the next look. The runs stay.
    await session.zero(new AbortController().signal);
  };
  const handIn = async (exercise: ExerciseName, source: string) => {
    const file = fileOf(exercise);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, source);
  };
  const check = async (exercise: ExerciseName, source: string, seed = 7): Promise<CheckResult> => {
    await handIn(exercise, source);
    const result = await run(`check: { exercise: ${exercise}, seed: ${seed} }`);
    if (result.action !== "check") throw new Error(`a ${result.action}`);
    return result;
  };
  const demands = async (exercise: StrategyExercise, source: string, names: readonly DemandName[]) => {
    await handIn(exercise, source);
    await using subject = await strategySubject(lab, exercise, yours);
    return await tryDemands(lab, subject, names);
  };
  return {
    folder,
    fileOf,
    yours: fileOf("exercise-1"),
    run,
    textOf,
    measure,
    check,
    demands,
    async [Symbol.asyncDispose]() {
      await session.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** These demands of a check alone, as they go there: the others would only take their time. */
export function tryDemands(
  lab: Lab,
  subject: Subject,
  names: readonly DemandName[],
  seed = 7,
): Promise<DemandResult[]> {
  const attempts = subject.attempts.filter(([name]) => names.includes(name));
  return trySubject(lab, { ...subject, attempts }, seed, lab.signal);
}

/** What the check has seen of each demand that is not met: `lost`, `refused`. */
export function unmet({ demands }: Pick<CheckResult, "demands">): Partial<Record<DemandName, string>> {
  return Object.fromEntries(
    demands.filter(({ passed }) => passed !== true).map(({ name, seen }) => [name, seen.code]),
  );
}

/** For the message of an assertion. */
export const seenIn = ({ demands, seed }: Pick<CheckResult, "demands"> & Partial<CheckResult>) =>
  JSON.stringify({ seed, demands }, null, 1);
