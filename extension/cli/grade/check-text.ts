import type { ExerciseName } from "../../actions/exercises/exercise-name.ts";
import { isOpen, type Outcome } from "../../report/class/points.ts";
import { type FencedRun, runFenced } from "./fenced-lab.ts";

/** A text for an exercise, whoever has handed it in. */
export interface Text {
  readonly exercise: ExerciseName;
  readonly file: string;
  readonly text: string;
}

type How = Omit<FencedRun, "notebook" | "code"> & { readonly seed: number };

/** What came of it; looked at twice where the first look leaves something open, for the machine may have been busy. */
export async function checkText(text: Text, how: How): Promise<Outcome> {
  const first = await checkOnce(text, how);
  return isOpen(first) ? checkOnce(text, how) : first;
}

async function checkOnce({ exercise, file, text }: Text, { seed, ...how }: How): Promise<Outcome> {
  const run = await runFenced({ ...how, notebook: checking(exercise, seed), code: { file, text } });
  if (!("report" in run)) return run.late ? { kind: "late" } : { kind: "broken", said: run.words };
  const { cells } = run.report;
  const result = cells.flatMap((cell) => (cell.result?.action === "check" ? [cell.result] : []))[0];
  if (result) return { kind: "checked", result };
  return { kind: "broken", said: cells.flatMap(({ error }) => error?.message ?? [])[0] ?? "" };
}

/** The lab's own stack starts before: a start that fails here is the text's doing. */
const checking = (exercise: ExerciseName, seed: number) => `${starting}
\`\`\`yaml lab check
check: { exercise: ${exercise}, seed: ${seed} }
\`\`\`
`;

export const starting = `\`\`\`yaml lab start
start:
\`\`\`
`;
