import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { sha256 } from "../../common/sha256.ts";

/** The SHA-256 of each file, by its path in the folder, with forward slashes. */
export type Digests = ReadonlyMap<string, string>;

/** Code by its ending: what an app writes while it runs (logs, data, what is compiled) is none. */
const code =
  /\.(c|cc|clj|cjs|cpp|cs|cts|ex|exs|fs|go|h|hpp|hs|java|jl|js|jsx|kt|lua|mjs|mts|php|pl|py|rb|rs|scala|sh|sql|swift|ts|tsx|zig)$/i;
/** Hidden folders, packages, and caches. */
const notTheirs = /^(\.|node_modules$|__pycache__$)/;
/** Of a larger folder nothing is said: reading it before and after every load would take too long. */
const most = { files: 1_000, bytes: 16 * 2 ** 20 };

/** The code of an app that is not ours, without what belongs to others. Undefined where that is too much to read. */
export async function codeIn(folder: string): Promise<Digests | undefined> {
  const names = await filesIn(folder, isCode);
  if (!names) return undefined;
  const digests = new Map<string, string>();
  for (const name of names)
    digests.set(name, sha256(await readFile(path.join(folder, name)).catch(() => "")));
  return digests;
}

export const isCode = (name: string): boolean => code.test(name);

/** The files whose names are wanted, without what belongs to others. Undefined where that is too much to read. */
export async function filesIn(
  folder: string,
  isWanted: (name: string) => boolean,
): Promise<string[] | undefined> {
  const found: string[] = [];
  let bytes = 0;
  const folders = [""];
  for (const inner of folders) {
    const entries = await readdir(path.join(folder, inner), { withFileTypes: true }).catch(() => []);
    // A virtual environment of Python, whatever it is called.
    if (entries.some(({ name }) => name === "pyvenv.cfg")) continue;
    for (const entry of entries) {
      const name = inner + entry.name;
      if (entry.isDirectory() && !notTheirs.test(entry.name)) folders.push(`${name}/`);
      if (!entry.isFile() || !isWanted(entry.name)) continue;
      bytes += await stat(path.join(folder, name)).then(
        ({ size }) => size,
        () => 0,
      );
      if (found.length === most.files || bytes > most.bytes) return undefined;
      found.push(name);
    }
    if (folders.length > most.files) return undefined;
  }
  return found;
}

/** One hash for all of them. */
export function hashOf(digests: Digests): string {
  return sha256(JSON.stringify([...digests].sort(([a], [b]) => (a < b ? -1 : 1)))).slice(0, 12);
}
