import { glob, readFile } from "node:fs/promises";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import * as z from "zod";
import { alike, type Localized, localizer } from "../../../common/language.ts";
import { machine } from "../../../load/machine.ts";
import { checkLoad } from "../../load/check.ts";
import { type LoadResult, result as loadResult } from "../../load/result.ts";
import type { Session } from "../../session.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

const say = localizer({ en, ru });

/** A load of this student, and what to call it. */
export interface OwnRun {
  readonly name: Localized;
  readonly result: LoadResult;
}

export interface OwnRuns {
  readonly runs: readonly OwnRun[];
  /** Kept results whose numbers contradict each other. */
  readonly edited: readonly string[];
}

/** Of a kept result, as much as is read here. */
const kept = z.object({ step: z.string(), result: loadResult });

/** What has been measured in a lab folder. */
type Measured = Pick<Session, "runs"> & { readonly options: Pick<Session["options"], "stackFolder"> };

/** The loads of this session, and those that were kept earlier on this machine. */
export async function ownRuns({ runs, options }: Measured): Promise<OwnRuns> {
  const folder = path.join(path.dirname(options.stackFolder), ".surge-lab", "results");
  const found: OwnRun[] = [];
  const edited: string[] = [];
  for await (const file of glob("**/*.json", { cwd: folder })) {
    const read = await readFile(path.join(folder, file), "utf8")
      .then((text) => kept.safeParse(JSON.parse(text)))
      .catch(() => undefined);
    if (!read?.success) continue;
    const { step, result } = read.data;
    if (checkLoad(result).length > 0) edited.push(step);
    else if (isFromHere(result)) found.push({ name: alike(`\`${step}\``), result });
  }
  const isKept = (one: LoadResult) => found.some(({ result }) => isSameRun(one, result));
  const unkept = runs.flatMap(({ result }) =>
    isKept(result) ? [] : [{ name: say((words) => words.run(result.run)), result }],
  );
  return { runs: [...unkept, ...found], edited };
}

function isSameRun(one: LoadResult, other: LoadResult): boolean {
  return one.series !== undefined && one.series === other.series && one.run === other.run;
}

function isFromHere({ environment: { platform, cores, memoryBytes } }: LoadResult): boolean {
  return isDeepStrictEqual({ platform, cores, memoryBytes }, machine());
}
