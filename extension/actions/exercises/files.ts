import { readFile } from "node:fs/promises";
import path from "node:path";
import { inEachLanguage, type Language, type Localized, languages } from "../../common/language.ts";
import { apps } from "../../stack/apps.ts";
import { appOf, type Session } from "../session.ts";
import { codeFile } from "../strategies/source.ts";
import { exerciseError } from "./errors.ts";
import { type ExerciseName, writtenExercise } from "./exercise-name.ts";

// The texts of the exercises are part of the extension and not of the lab folder, where a student would come across them.

/** The file that a student writes: for a reader, and on the disk. */
export function studentsFile(session: Session, exercise: ExerciseName, strategy: string) {
  if (exercise !== writtenExercise) return codeFile(session, strategy);
  const label = "comparison.md";
  return { label, path: path.join(path.dirname(session.options.stackFolder), label) };
}

/** @throws LabError `not-for-app` where the exercise cannot be done in the app that runs */
export async function exerciseText(
  session: Session,
  exercise: ExerciseName,
  part: "start" | "solution",
  language: Language,
): Promise<{ readonly file: string; readonly source: string }> {
  const app = appOf(session);
  const file = exercise === writtenExercise ? `${part}.${language}.md` : part + apps[app].extension;
  try {
    return { file, source: await readFile(path.join(folderOf(session, exercise), file), "utf8") };
  } catch {
    throw exerciseError("not-for-app", { exercise, app });
  }
}

/** From the weakest to the strongest, in Markdown. */
export async function exerciseHints(session: Session, exercise: ExerciseName): Promise<Localized[]> {
  const folder = folderOf(session, exercise);
  const texts = await Promise.all(
    languages.map(async (language) => {
      const text = await readFile(path.join(folder, `hints.${language}.md`), "utf8");
      return [language, text.split(/^---$/m).map((hint) => hint.trim())] as const;
    }),
  );
  const inLanguage = new Map(texts);
  return (inLanguage.get("en") ?? []).map((_, index) =>
    inEachLanguage((language) => inLanguage.get(language)?.[index] ?? ""),
  );
}

function folderOf({ options }: Session, exercise: ExerciseName): string {
  return path.join(options.distFolder, "exercises", exercise);
}

/** Of a text, by the name of its file. */
export function languageOfText(file: string): string {
  if (file.endsWith(".md")) return "markdown";
  return file.endsWith(".py") ? "python" : "typescript";
}
