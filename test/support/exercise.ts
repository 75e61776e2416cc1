import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { CheckResult, DemandName } from "../../extension/actions/check/result.ts";
import type { ExerciseName } from "../../extension/actions/exercises/exercise-name.ts";
import { handedIn } from "../../extension/actions/exercises/handed-in.ts";
import { copyStack } from "./copy-stack.ts";
import { openLab } from "./lab.ts";
import { root } from "./stack.ts";

/** A lab folder whose student hands in one text after another. */
export async function openExercises() {
  const folder = await mkdtemp(join(tmpdir(), "surge-test-"));
  const stackFolder = join(folder, "lab-stack");
  await copyStack(stackFolder);
  const { session, run } = openLab(stackFolder);
  const fileOf = (exercise: ExerciseName) => join(stackFolder, handedIn(exercise, "node"));
  const textOf = (exercise: string, part: string) =>
    readFile(join(root, "extension/exercises", exercise, part), "utf8");
  const check = async (exercise: ExerciseName, source: string, seed = 7): Promise<CheckResult> => {
    const file = fileOf(exercise);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, source);
    const result = await run(`check: { exercise: ${exercise}, seed: ${seed} }`);
    if (result.action !== "check") throw new Error(`a ${result.action}`);
    return result;
  };
  return {
    folder,
    fileOf,
    yours: fileOf("exercise-1"),
    run,
    textOf,
    check,
    async [Symbol.asyncDispose]() {
      await session.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What the check has seen of each demand that is not met: `lost`, `refused`. */
export function unmet({ demands }: CheckResult): Partial<Record<DemandName, string>> {
  return Object.fromEntries(
    demands.filter(({ passed }) => passed !== true).map(({ name, seen }) => [name, seen.code]),
  );
}

/** For the message of an assertion. */
export const seenIn = ({ demands, seed }: CheckResult) => JSON.stringify({ seed, demands }, null, 1);
