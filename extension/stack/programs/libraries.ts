import { readdir } from "node:fs/promises";
import { dirname, join } from "node:path";

/** The folders below an unpacked package that hold shared libraries. */
export async function libraryFolders(folder: string): Promise<string[]> {
  const found = new Set<string>();
  for (const top of [join("usr", "lib"), "lib"]) {
    const names = await readdir(join(folder, top), { recursive: true }).catch(() => []);
    for (const name of names) {
      if (/\.so(\.\d+)*$/.test(name)) found.add(dirname(join(folder, top, name)));
    }
  }
  return [...found].sort();
}
