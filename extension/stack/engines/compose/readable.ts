import { chmod, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { composeError } from "./errors.ts";

const byAnyone = 0o444;

/**
 * The file becomes readable for everybody: Docker shows it to a container with the mode that it has here, and the user
 * there is another one. A strict umask or a ZIP leaves it to its owner alone.
 * @throws LabError `file-not-readable`
 */
export async function makeReadable(file: string): Promise<void> {
  const { mode } = await stat(file);
  await open(file, mode, byAnyone);
}

/** The same for a folder and the files in it. */
export async function makeFolderReadable(folder: string): Promise<void> {
  const { mode } = await stat(folder);
  await open(folder, mode, 0o555);
  for (const name of await readdir(folder)) await makeReadable(join(folder, name));
}

async function open(file: string, mode: number, rights: number): Promise<void> {
  if (process.platform === "win32" || (mode & rights) === rights) return;
  await chmod(file, (mode & 0o777) | rights).catch(() => {
    throw composeError("file-not-readable", { file });
  });
}
