import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import { delimiter, join } from "node:path";

/** Where installers put programs, although an editor that was started from the dock may not look there. */
const usualFolders: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: ["/opt/homebrew/bin", "/usr/local/bin"],
  linux: ["/usr/local/bin", "/usr/bin", "/home/linuxbrew/.linuxbrew/bin"],
};

/** The environment with those folders at the end of its PATH. */
export function withUsualFolders(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  // On Windows its name may be "Path"; a copy of process.env tells them apart.
  const key = Object.keys(env).find((name) => name.toUpperCase() === "PATH") ?? "PATH";
  const folders = [...pathFolders(env), ...(usualFolders[process.platform] ?? [])];
  return { ...env, [key]: [...new Set(folders)].join(delimiter) };
}

export function pathFolders(env: NodeJS.ProcessEnv): string[] {
  const value = Object.entries(env).find(([name]) => name.toUpperCase() === "PATH")?.[1] ?? "";
  return value.split(delimiter).filter((folder) => folder !== "");
}

/** The full path of the first such program in these folders. */
export async function findProgram(name: string, folders: readonly string[]): Promise<string | undefined> {
  const file = process.platform === "win32" && !name.includes(".") ? `${name}.exe` : name;
  for (const folder of folders) {
    const path = join(folder, file);
    if (await isProgram(path)) return path;
  }
  return undefined;
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
