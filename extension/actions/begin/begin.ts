import { mkdir, readFile, realpath, writeFile } from "node:fs/promises";
import path from "node:path";
import * as z from "zod";
import { inside } from "../../common/inside.ts";
import { alike, type Language, localizer } from "../../common/language.ts";
import type { OwnApp } from "../../stack/own-app/contract.ts";
import { ownAppError } from "../../stack/own-app/errors.ts";
import { defineAction, type View } from "../define.ts";
import { differs } from "../discrepancy.ts";
import { exerciseError } from "../exercises/errors.ts";
import { exerciseName, isOfStrategy, type StrategyExercise, yours } from "../exercises/exercise-name.ts";
import { exerciseCompanions, exerciseText, languageOfText, ownAppStart } from "../exercises/files.ts";
import { handedIn } from "../exercises/handed-in.ts";
import { takeUp } from "../exercises/take-up.ts";
import type { Session } from "../session.ts";
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
  /** Of an app that is not ours: the cell with the contract that this starting point keeps. */
  contract: z.string().optional(),
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
    const own = session.stack?.composition.own;
    if (own && isOfStrategy(exercise)) return beginOwnApp(session, exercise, own);
    const { source } = await exerciseText(session, exercise, "start", lab.language);
    const file = handedIn(session, exercise);
    const folder = path.dirname(file.path);
    const labFolder = path.dirname(session.options.stackFolder);
    try {
      await inside(labFolder, file.path);
      await mkdir(folder, { recursive: true });
      const kept = await replaceText(file.path, exercise, source);
      for (const beside of await exerciseCompanions(session, exercise))
        await writeFile(await inside(labFolder, path.join(folder, beside.file)), beside.source);
      if (session.stack && isOfStrategy(exercise)) await takeUp(lab, yours);
      return { action: "begin", exercise, file: file.label, kept, source };
    } catch (cause) {
      throw orUnusable(file.label, cause);
    }
  },

  view: beginView,
  checkAsked: (result, asked) => differs("exercise", result.exercise, asked.exercise),
});

/** The starting point for the language of the app's command, in its folder. `start:` runs it, once the contract is its own. */
async function beginOwnApp(
  session: Session,
  exercise: StrategyExercise,
  { url, folder = "", command = "" }: OwnApp,
): Promise<BeginResult> {
  if (url !== undefined) throw ownAppError("own-not-started", { service: "app" });
  const start = await ownAppStart(session, exercise, command);
  const file = path.join(folder, start.file);
  const lab = await realpath(session.options.labFolder ?? folder);
  const inLab = path.relative(lab, folder).replaceAll(path.sep, "/");
  const contract = start.cell.replace("./my-app", () => `./${inLab}`);
  const label = `${inLab}/${start.file}`;
  try {
    const kept = await replaceText(await inside(lab, file), exercise, start.source);
    return { action: "begin", exercise, file: label, kept, source: start.source, contract };
  } catch (cause) {
    throw orUnusable(label, cause);
  }
}

/** @returns the name under which the text that was there is kept beside it */
async function replaceText(file: string, exercise: string, text: string): Promise<string | null> {
  const before = await readFile(file, "utf8").catch(() => text);
  const kept = before === text ? null : await keepBeside(file, exercise, before);
  await writeFile(file, text);
  return kept;
}

function orUnusable(file: string, cause: unknown): unknown {
  return cause instanceof Error && "syscall" in cause
    ? exerciseError("file-unusable", { file, cause })
    : cause;
}

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

function beginView({ exercise, file, kept, source, contract }: BeginResult, language: Language): View {
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
      ...(contract === undefined
        ? []
        : [
            { kind: "line", text: words.contract } as const,
            { kind: "code", title: "start", language: "yaml", source: contract, isCell: true } as const,
          ]),
    ],
  };
}
