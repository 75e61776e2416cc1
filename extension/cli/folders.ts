import { readdir } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of this bundle (`dist`), beside notebooks/ and lab-stack/. */
export const distFolder = path.dirname(fileURLToPath(import.meta.url));

export const ownNotebook = (language: string) =>
  path.join(distFolder, "..", "notebooks", `surge.${language}.lab.md`);

/** All notebooks of a language. The class comes first, because a teacher who has time for one rehearses that. */
export async function ownNotebooks(language: string): Promise<string[]> {
  const first = ownNotebook(language);
  const folder = path.dirname(first);
  const names = (await readdir(folder)).filter((name) => name.endsWith(`.${language}.lab.md`)).sort();
  return [first, ...names.map((name) => path.join(folder, name)).filter((file) => file !== first)];
}

/** Where downloaded server binaries stay between runs. */
export function storageFolder(env: NodeJS.ProcessEnv = process.env): string {
  if (env.XDG_CACHE_HOME) return path.join(env.XDG_CACHE_HOME, "surge-lab");
  if (process.platform === "win32" && env.LOCALAPPDATA) return path.join(env.LOCALAPPDATA, "surge-lab");
  if (process.platform === "darwin") return path.join(homedir(), "Library", "Caches", "surge-lab");
  return path.join(homedir(), ".cache", "surge-lab");
}
