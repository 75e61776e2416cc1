import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import * as z from "zod";
import { inside } from "../../common/inside.ts";
import { makeOwnFolder } from "../../common/own-folder.ts";
import type { Session } from "../session.ts";
import { exerciseError } from "./errors.ts";
import type { ExerciseName } from "./exercise-name.ts";

const record = z.record(z.string(), z.array(z.object({ what: z.string(), at: z.string() })));

/** What a student has asked for in an exercise. */
export interface AskedFor {
  readonly hints: number;
  readonly solution: boolean;
}

/** The lab's own folder; its file `asked.json` can be read by anybody: who asked for what, and when. */
function folderOf({ options }: Session): string {
  return path.join(path.dirname(options.stackFolder), ".surge-lab");
}

export async function askedFor(session: Session, exercise: ExerciseName): Promise<AskedFor> {
  return askedIn(folderOf(session), exercise);
}

export async function askedIn(folder: string, exercise: ExerciseName): Promise<AskedFor> {
  const asked = (await read(folder))[exercise] ?? [];
  return {
    hints: new Set(asked.map(({ what }) => what).filter((what) => what.startsWith("hint"))).size,
    solution: asked.some(({ what }) => what === "solution"),
  };
}

/** Notes it before it is shown. @throws LabError `file-unusable`: what cannot be noted is not shown */
export async function noteAsked(session: Session, exercise: ExerciseName, what: string): Promise<void> {
  const folder = folderOf(session);
  const all = await read(folder);
  const asked = [...(all[exercise] ?? []), { what, at: new Date().toISOString() }];
  try {
    await inside(path.dirname(folder), fileIn(folder));
    await makeOwnFolder(folder);
    await writeFile(fileIn(folder), `${JSON.stringify({ ...all, [exercise]: asked }, null, 2)}\n`);
  } catch (cause) {
    throw exerciseError("file-unusable", { file: ".surge-lab/asked.json", cause });
  }
}

const fileIn = (folder: string) => path.join(folder, "asked.json");

async function read(folder: string): Promise<z.infer<typeof record>> {
  const text = await readFile(fileIn(folder), "utf8").catch(() => "{}");
  try {
    return record.parse(JSON.parse(text));
  } catch {
    // It was edited by hand; the next question begins it anew.
    return {};
  }
}
