import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CheckResult, DemandName } from "../../extension/actions/check/result.ts";
import { apps } from "../../extension/stack/apps.ts";
import { testedApp } from "./app.ts";
import { copyStack } from "./copy-stack.ts";
import { openLab } from "./lab.ts";
import { root } from "./stack.ts";

const { folder: appFolder, extension } = apps[testedApp];

/** A lab folder whose student hands in one text after another, for the app that is tested. */
export async function openExercises() {
  const folder = await mkdtemp(join(tmpdir(), "surge-test-"));
  const stackFolder = join(folder, "lab-stack");
  await copyStack(stackFolder);
  const { session, run } = openLab(stackFolder);
  const yours = join(stackFolder, appFolder, `strategies/yours${extension}`);
  const textOf = (exercise: string, part: "start" | "solution") =>
    readFile(join(root, "extension/exercises", exercise, part + extension), "utf8");
  const check = async (exercise: string, source: string, seed = 7): Promise<CheckResult> => {
    await writeFile(yours, source);
    const result = await run(`check: { exercise: ${exercise}, seed: ${seed} }`);
    if (result.action !== "check") throw new Error(`a ${result.action}`);
    return result;
  };
  return {
    folder,
    yours,
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
