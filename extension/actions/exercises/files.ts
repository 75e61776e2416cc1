import { readFile } from "node:fs/promises";
import path from "node:path";
import { inEachLanguage, type Language, type Localized, languages } from "../../common/language.ts";
import { appOf, type Session } from "../session.ts";
import { exerciseError } from "./errors.ts";
import { checkerExercise, type ExerciseName } from "./exercise-name.ts";
import { handedIn, nameOfPart } from "./handed-in.ts";

// The texts of the exercises are part of the extension and not of the lab folder, where a student would come across them.

/** @throws LabError `not-for-app` where the exercise cannot be done in the app that runs */
export async function exerciseText(
  session: Session,
  exercise: ExerciseName,
  part: "start" | "solution",
  language: Language,
): Promise<{ readonly file: string; readonly source: string }> {
  const file = nameOfPart(part, handedIn(session, exercise).path, language);
  try {
    return { file, source: await readFile(path.join(folderOf(session, exercise), file), "utf8") };
  } catch {
    throw exerciseError("not-for-app", { exercise, app: appOf(session) });
  }
}

/** The kinds of new app that an exercise begins with: one that counts in PostgreSQL, or one with a buffer in Redis. */
const kindsOf = { node: ["node", "node-redis"], uvicorn: ["fastapi", "fastapi-redis"] } as const;
const unbuffered: readonly ExerciseName[] = ["exercise-1", "exercise-6"];

/**
 * An app of one's own to begin an exercise with: its file, and the cell that starts it in `./my-app`.
 * @throws LabError `not-for-command` where the lab has none in the language of this command
 */
export async function ownAppStart(
  { options }: Session,
  exercise: ExerciseName,
  command: string,
): Promise<{ readonly file: string; readonly source: string; readonly cell: string }> {
  const program = /\b(node|uvicorn)\b/.exec(command)?.[1];
  if (program !== "node" && program !== "uvicorn")
    throw exerciseError("not-for-command", { exercise, command });
  const [plain, buffered] = kindsOf[program];
  const folder = path.join(options.distFolder, "new-app", unbuffered.includes(exercise) ? plain : buffered);
  const file = program === "node" ? "server.ts" : "main.py";
  const [source, cell] = await Promise.all(
    [file, "cell.yaml"].map((name) => readFile(path.join(folder, name), "utf8")),
  );
  return { file, source: source ?? "", cell: (cell ?? "").trimEnd() };
}

/** What stands beside the student's file, for him to read: the types of what it is given. */
export async function exerciseCompanions(
  session: Session,
  exercise: ExerciseName,
): Promise<{ readonly file: string; readonly source: string }[]> {
  if (exercise !== checkerExercise) return [];
  const file = "history.ts";
  return [{ file, source: await readFile(path.join(folderOf(session, exercise), file), "utf8") }];
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
