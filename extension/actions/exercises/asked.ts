import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import * as z from "zod";
import type { Session } from "../session.ts";
import { exerciseError } from "./errors.ts";
import type { ExerciseName } from "./exercise-name.ts";

const record = z.record(z.string(), z.array(z.object({ what: z.string(), at: z.string() })));

/** What a student has asked for in an exercise. */
export interface AskedFor {
  readonly hints: number;
  readonly solution: boolean;
}

/** A file of the lab folder that anybody can read: who asked for what, and when. */
function fileOf({ options }: Session): string {
  return path.join(path.dirname(options.stackFolder), ".surge-lab", "asked.json");
}

export async function askedFor(session: Session, exercise: ExerciseName): Promise<AskedFor> {
  const asked = (await read(session))[exercise] ?? [];
  return {
    hints: new Set(asked.map(({ what }) => what).filter((what) => what.startsWith("hint"))).size,
    solution: asked.some(({ what }) => what === "solution"),
  };
}

/** Notes it before it is shown. @throws LabError `file-unusable`: what cannot be noted is not shown */
export async function noteAsked(session: Session, exercise: ExerciseName, what: string): Promise<void> {
  const file = fileOf(session);
  const all = await read(session);
  const asked = [...(all[exercise] ?? []), { what, at: new Date().toISOString() }];
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, `${JSON.stringify({ ...all, [exercise]: asked }, null, 2)}\n`);
  } catch (cause) {
    throw exerciseError("file-unusable", { file: ".surge-lab/asked.json", cause });
  }
}

async function read(session: Session): Promise<z.infer<typeof record>> {
  const text = await readFile(fileOf(session), "utf8").catch(() => "{}");
  try {
    return record.parse(JSON.parse(text));
  } catch {
    // It was edited by hand; the next question begins it anew.
    return {};
  }
}
