import { dirname, join, resolve, sep } from "node:path";
import { LabError } from "../../common/lab-error.ts";

export interface MistakePlace {
  readonly file: string;
  /** From 1; undefined where the error names only the file. */
  readonly line: number | undefined;
}

/** Where in the student's own app the mistake is that keeps it or a strategy from running; undefined for any other error. */
export function mistakePlace(error: unknown, stackFolder: string): MistakePlace | undefined {
  if (!(error instanceof LabError) || !/^(app-mistake|app-endless|strategy-does-not-load)$/.test(error.code))
    return undefined;
  // An error from the supervisor's process has only its words.
  const [, path, line] = /(lab-stack\/.+?\.\w+)(?::(\d+))?: /.exec(error.what.en) ?? [];
  if (path === undefined) return undefined;
  return { file: join(dirname(stackFolder), path), line: line === undefined ? undefined : Number(line) };
}

/** A file that a result names by its path in the folder of the lab; undefined for one outside of the stack's folder. */
export function fileOfLab(stackFolder: string, file: unknown): string | undefined {
  if (typeof file !== "string") return undefined;
  const found = resolve(dirname(stackFolder), file);
  return found.startsWith(resolve(stackFolder) + sep) ? found : undefined;
}
