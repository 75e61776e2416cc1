import path from "node:path";
import type { Language } from "../../common/language.ts";
import { type CodeFile, codeFile, type InLab } from "../strategies/source.ts";
import { checkerExercise, type ExerciseName, writtenExercise, yours } from "./exercise-name.ts";

/** The file that a student hands in: for a reader, and on the disk. */
export function handedIn(
  lab: InLab,
  exercise: ExerciseName,
  strategy = yours,
): Pick<CodeFile, "label" | "path"> {
  const { stackFolder } = lab.options;
  const labFolder = path.dirname(stackFolder);
  const inLabFolder = (label: string) => ({ label, path: path.join(labFolder, label) });
  switch (exercise) {
    case writtenExercise:
      return inLabFolder("comparison.md");
    case checkerExercise:
      return inLabFolder(`${path.basename(stackFolder)}/checker/check.ts`);
    default:
      return codeFile(lab, strategy);
  }
}

/** What its starting point or its solution is called in the extension: a text is in the student's language. */
export function nameOfPart(part: "start" | "solution", file: string, language: Language): string {
  const extension = path.extname(file);
  return extension === ".md" ? `${part}.${language}.md` : part + extension;
}
