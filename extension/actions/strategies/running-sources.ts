import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { sha256 } from "../../common/sha256.ts";
import { apps } from "../../stack/apps.ts";
import type { AppName, Composition } from "../../stack/stack.ts";
import { codeIn, type Digests } from "./code-in-folder.ts";

/** The files of an app as they were when it began to run. Of those that are saved later it runs only the strategies. */
export class RunningSources {
  /** Of the strategies; undefined for an app that is not ours, of which every file counts. */
  readonly #extension: string | undefined;
  readonly #read: () => Promise<Digests>;
  readonly #digests: Digests;

  private constructor(extension: string | undefined, read: () => Promise<Digests>, digests: Digests) {
    this.#extension = extension;
    this.#read = read;
    this.#digests = digests;
  }

  /** Undefined for an app at a `url`: where its files are nobody has said. */
  static async of(stackFolder: string, { app, own }: Composition): Promise<RunningSources | undefined> {
    if (!own) return RunningSources.read(stackFolder, app);
    const { folder } = own;
    if (folder === undefined) return undefined;
    const read = async () => (await codeIn(folder)) ?? new Map();
    return new RunningSources(undefined, read, await read());
  }

  static async read(stackFolder: string, app: AppName): Promise<RunningSources> {
    const { folder, extension } = apps[app];
    const read = () => digestsIn(path.join(stackFolder, folder), extension);
    return new RunningSources(extension, read, await read());
  }

  /**
   * The files that this strategy runs and that are not what they were: its own, and those that all strategies share.
   * @param takenUp its own is not among them, because the app takes it up when it is saved; an app that is not ours, all
   */
  async changedFor(strategy: string, takenUp: boolean): Promise<string[]> {
    const extension = this.#extension;
    const own = `strategies/${strategy}${extension}`;
    const isRun = (file: string) => (file === own ? !takenUp : !/^strategies\/[^._]/.test(file));
    const now = await this.#read();
    return [...new Set([...this.#digests.keys(), ...now.keys()])]
      .filter((file) => (extension === undefined ? !takenUp : isRun(file)))
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
      digests.set(part + name, sha256(source));
    }
  }
  return digests;
}
