import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { apps } from "../../stack/apps.ts";
import type { AppName, Composition } from "../../stack/stack.ts";

/** Relative to the app's folder, with forward slashes. */
type Digests = ReadonlyMap<string, string>;

/** The files of an app as they were when it began to run. Of those that are saved later it runs only the strategies. */
export class RunningSources {
  readonly #folder: string;
  readonly #extension: string;
  readonly #digests: Digests;

  private constructor(folder: string, extension: string, digests: Digests) {
    this.#folder = folder;
    this.#extension = extension;
    this.#digests = digests;
  }

  /** Undefined for an app that is not ours: its files are the student's own business. */
  static async of(stackFolder: string, { app, own }: Composition): Promise<RunningSources | undefined> {
    return own ? undefined : RunningSources.read(stackFolder, app);
  }

  static async read(stackFolder: string, app: AppName): Promise<RunningSources> {
    const { folder, extension } = apps[app];
    const where = path.join(stackFolder, folder);
    return new RunningSources(where, extension, await digestsIn(where, extension));
  }

  /**
   * The files that this strategy runs and that are not what they were: its own, and those that all strategies share.
   * @param takenUp its own is not among them, because the app takes it up when it is saved
   */
  async changedFor(strategy: string, takenUp: boolean): Promise<string[]> {
    const own = `strategies/${strategy}${this.#extension}`;
    const now = await digestsIn(this.#folder, this.#extension);
    return [...new Set([...this.#digests.keys(), ...now.keys()])]
      .filter((file) => (file === own ? !takenUp : !/^strategies\/[^._]/.test(file)))
      .filter((file) => now.get(file) !== this.#digests.get(file))
      .sort();
  }
}

/** A folder that cannot be read has no files: the start says what is wrong with it. */
async function digestsIn(folder: string, extension: string): Promise<Digests> {
  const digests = new Map<string, string>();
  for (const part of ["", "strategies/"]) {
    for (const name of await readdir(path.join(folder, part)).catch(() => [])) {
      if (!name.endsWith(extension)) continue;
      const source = await readFile(path.join(folder, part, name)).catch(() => "");
      digests.set(part + name, createHash("sha256").update(source).digest("hex"));
    }
  }
  return digests;
}
