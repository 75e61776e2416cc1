import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { check } from "../actions/check/check.ts";
import { fillIn } from "../actions/check/comparison/fill.ts";
import { ownRuns } from "../actions/check/comparison/own-runs.ts";
import { type ExerciseName, writtenExercise } from "../actions/exercises/exercise-name.ts";
import { handedIn, nameOfPart } from "../actions/exercises/handed-in.ts";
import { actions } from "../actions/index.ts";
import { findStackFolder } from "../actions/stack-folder.ts";
import type { Language } from "../common/language.ts";
import { interpretCell } from "../document/cell.ts";
import type { CellOutcome } from "../report/json-report.ts";
import { keepResult } from "../report/kept/results-folder.ts";
import type { AppName } from "../stack/stack.ts";
import { isLacking } from "./closing.ts";
import { distFolder } from "./folders.ts";
import { cellsOf, type LabFile, readLab } from "./lab-run.ts";

/** The exercise whose check the notebook has; undefined for any other notebook. */
export function exerciseOf({ lab }: LabFile): ExerciseName | undefined {
  for (const cell of cellsOf(lab)) {
    if (cell.language !== "yaml") continue;
    const { action, parameters } = interpretCell(cell, actions);
    if (action.name === "check") return check.parameters.parse(parameters).exercise;
  }
  return undefined;
}

/**
 * Runs the notebook of an exercise, and then its check on the reference solution. Both write the student's file: so they
 * get a lab of their own, which is gone afterwards.
 */
export async function runExercise(
  { file }: LabFile,
  exercise: ExerciseName,
  language: Language,
  app: AppName,
  run: (lab: LabFile) => Promise<CellOutcome[]>,
): Promise<CellOutcome[]> {
  const folder = await mkdtemp(path.join(tmpdir(), "surge-rehearsal-"));
  try {
    const stack = await findStackFolder(file, path.join(distFolder, "..", "lab-stack"));
    const isOwn = (source: string) => path.basename(source) !== "node_modules";
    await cp(stack, path.join(folder, "lab-stack"), { recursive: true, filter: isOwn });
    const notebook = path.join(folder, path.basename(file));
    await cp(file, notebook);
    const begun = await run(await readLab(notebook));
    // Without what the notebook needs, its solution has nothing to stand on.
    if (begun.some(isLacking)) return begun;
    const stackFolder = path.join(folder, "lab-stack");
    const own = handedIn({ options: { stackFolder, app } }, exercise);
    const part = nameOfPart("solution", own.path, language);
    const solution = await readFile(path.join(distFolder, "exercises", exercise, part), "utf8");
    await mkdir(path.dirname(own.path), { recursive: true });
    await writeFile(
      own.path,
      exercise === writtenExercise ? await filledIn(solution, notebook, begun, language) : solution,
    );
    const solved = path.join(folder, "solution.lab.md");
    await writeFile(solved, checking(exercise));
    return [...begun, ...(await run(await readLab(solved)))];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The text with the figures of the notebook's own loads, whose results are kept as an editor keeps them. */
async function filledIn(
  text: string,
  notebook: string,
  outcomes: readonly CellOutcome[],
  language: Language,
): Promise<string> {
  const at = new Date();
  for (const outcome of outcomes) {
    const { step } = outcome.cell;
    if (step !== undefined) await keepResult(notebook, step, { outcome, startedAt: at, endedAt: at });
  }
  const stackFolder = path.join(path.dirname(notebook), "lab-stack");
  const { runs } = await ownRuns({ runs: [], options: { stackFolder } });
  return fillIn(text, runs, language);
}

const checking = (exercise: ExerciseName) => `\`\`\`yaml lab solution-start
start:
\`\`\`

\`\`\`yaml lab solution
check: ${exercise}
expect: { passed: true }
\`\`\`
`;
