import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import * as z from "zod";
import { inside } from "../../common/inside.ts";
import { alike, type Language, localizer } from "../../common/language.ts";
import { defineAction, type View } from "../define.ts";
import { differs } from "../discrepancy.ts";
import { exerciseError } from "../exercises/errors.ts";
import { exerciseName, isOfStrategy, ownStrategy } from "../exercises/exercise-name.ts";
import { exerciseCompanions, exerciseText, languageOfText } from "../exercises/files.ts";
import { handedIn } from "../exercises/handed-in.ts";
import { takeUp } from "../exercises/take-up.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

const say = localizer({ en, ru });

const parameters = z.strictObject({ exercise: exerciseName });

const result = z.object({
  action: z.literal("begin"),
  exercise: z.string(),
  /** Of the lab folder, with forward slashes. */
  file: z.string(),
  /** The name that the text which was there got, beside it; null: there was none, or it was the starting point. */
  kept: z.string().nullable(),
  source: z.string(),
});
export type BeginResult = z.infer<typeof result>;

export const begin = defineAction({
  name: "begin",
  about: say(({ about }) => about),
  parameters,
  short: "exercise",
  example: alike("begin: exercise-1"),
  values: { file: { about: say(({ values }) => values.file) } },
  result,

  async run(lab, { exercise }): Promise<BeginResult> {
    const { session } = lab;
    const { source } = await exerciseText(session, exercise, "start", lab.language);
    const file = handedIn(session, exercise);
    const folder = path.dirname(file.path);
    try {
      await inside(path.dirname(session.options.stackFolder), file.path);
      const before = await readFile(file.path, "utf8").catch(() => source);
      const kept = before === source ? null : await keepBeside(file.path, exercise, before);
      await mkdir(folder, { recursive: true });
      await writeFile(file.path, source);
      for (const beside of await exerciseCompanions(session, exercise))
        await writeFile(path.join(folder, beside.file), beside.source);
      if (session.stack && isOfStrategy(exercise)) await takeUp(lab, ownStrategy);
      return { action: "begin", exercise, file: file.label, kept, source };
    } catch (cause) {
      if (cause instanceof Error && "syscall" in cause)
        throw exerciseError("file-unusable", { file: file.label, cause });
      throw cause;
    }
  },

  view: beginView,
  checkAsked: (result, asked) => differs("exercise", result.exercise, asked.exercise),
});

/** Under a name that the app takes for no strategy. @returns that name */
async function keepBeside(file: string, exercise: string, text: string): Promise<string> {
  const { dir, name, ext } = path.parse(file);
  for (let number = 1; ; number += 1) {
    const kept = `${name}.before-${exercise}${number > 1 ? `.${number}` : ""}${ext}.txt`;
    try {
      await writeFile(path.join(dir, kept), text, { flag: "wx" });
      return kept;
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    }
  }
}

function beginView({ exercise, file, kept, source }: BeginResult, language: Language): View {
  const words = { en, ru }[language];
  return {
    main: [
      { kind: "verdict", sign: "•", text: words.written(exercise, file) },
      ...(kept === null ? [] : [{ kind: "line", text: words.kept(kept) } as const]),
      {
        kind: "code",
        title: file,
        file,
        language: languageOfText(file),
        source,
      },
    ],
  };
}
