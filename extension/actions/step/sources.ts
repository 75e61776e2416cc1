import { readFile } from "node:fs/promises";
import path from "node:path";
import { unreadable } from "../strategies/errors.ts";
import type { CodeFile } from "../strategies/source.ts";

/** The files of the app that a walk comes through, each read once. */
export class Sources {
  /** That of the strategy. */
  readonly own: string;
  readonly #folder: string;
  readonly read: Record<string, string> = {};

  constructor({ file, path: full }: Pick<CodeFile, "file" | "path">) {
    this.own = file;
    this.#folder = full.slice(0, -file.length);
  }

  /** @throws LabError `strategy-unreadable` */
  async add(file: string): Promise<string> {
    const known = this.read[file];
    if (known !== undefined) return known;
    const full = path.join(this.#folder, file);
    const source = await readFile(full, "utf8").catch((error) => {
      throw unreadable(full, error);
    });
    this.read[file] = source;
    return source;
  }
}
