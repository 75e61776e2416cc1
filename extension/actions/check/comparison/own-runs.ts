import { glob, readFile } from "node:fs/promises";
import path from "node:path";
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
  readonly edited: readonly Localized[];
}

/** Of a kept result, as much as is read here. */
const kept = z.object({ step: z.string(), result: loadResult });

type Machine = Pick<LoadResult["environment"], "platform" | "cores" | "memoryBytes">;

/** What has been measured in a lab folder. */
type Measured = Pick<Session, "runs"> & { readonly options: Pick<Session["options"], "stackFolder"> };

/** The loads of this session, and those that were kept earlier on this machine. */
export async function ownRuns({ runs, options }: Measured): Promise<OwnRuns> {
  const folder = path.join(path.dirname(options.stackFolder), ".surge-lab", "results");
  const read: z.infer<typeof kept>[] = [];
  for await (const file of glob("**/*.json", { cwd: folder })) {
    const one = await readFile(path.join(folder, file), "utf8")
      .then((text) => kept.safeParse(JSON.parse(text)))
      .catch(() => undefined);
    if (one?.success) read.push(one.data);
  }
  const { runs: found, edited } = runsAmong(read, machine());
  const isKept = (one: LoadResult) => found.some(({ result }) => isSameRun(one, result));
  const unkept = runs.flatMap(({ result }) =>
    isKept(result) ? [] : [{ name: say((words) => words.run(result.run)), result }],
  );
  return { runs: [...unkept, ...found], edited };
}

/** Those of one machine, among results that are kept or reported. */
export function runsAmong(
  results: readonly { readonly step: string | null; readonly result: LoadResult }[],
  machine: Machine | null,
): OwnRuns {
  const named = results.map(({ step, result }): OwnRun => {
    const name = step === null ? say((words) => words.run(result.run)) : alike(`\`${step}\``);
    return { name, result };
  });
  const isEdited = ({ result }: OwnRun) => checkLoad(result).length > 0;
  return {
    runs: named.filter((run) => !isEdited(run) && machine !== null && isFrom(machine, run.result)),
    edited: named.filter(isEdited).map(({ name }) => name),
  };
}

function isSameRun(one: LoadResult, other: LoadResult): boolean {
  return one.series !== undefined && one.series === other.series && one.run === other.run;
}

function isFrom({ platform, cores, memoryBytes }: Machine, { environment }: LoadResult): boolean {
  return (
    environment.platform === platform &&
    environment.cores === cores &&
    environment.memoryBytes === memoryBytes
  );
}
