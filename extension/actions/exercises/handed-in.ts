import path from "node:path";
import { apps } from "../../stack/apps.ts";
import type { AppName } from "../../stack/stack.ts";
import { appOf, type Session } from "../session.ts";
import { checkerExercise, type ExerciseName, ownStrategy } from "./exercise-name.ts";

/** The file that a student writes in an exercise: in `lab-stack`, with forward slashes. */
export function handedIn(exercise: ExerciseName, app: AppName): string {
  if (exercise === checkerExercise) return "checker/check.ts";
  const { folder, extension } = apps[app];
  return `${folder}/strategies/${ownStrategy}${extension}`;
}

/** The same on the disk, and for a reader. */
export function exerciseFile(session: Session, exercise: ExerciseName) {
  const { stackFolder } = session.options;
  const file = handedIn(exercise, appOf(session));
  return { path: path.join(stackFolder, file), label: `${path.basename(stackFolder)}/${file}` };
}
