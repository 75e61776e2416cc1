import { chmod, stat } from "node:fs/promises";
import { composeError } from "./errors.ts";

const byAnyone = 0o444;

/**
 * The file becomes readable for everybody: Docker shows it to a container with the mode that it has here, and the user
 * there is another one. A strict umask or a ZIP leaves it to its owner alone.
 * @throws LabError `file-not-readable`
 */
export async function makeReadable(file: string): Promise<void> {
  const { mode } = await stat(file);
  if (process.platform === "win32" || (mode & byAnyone) === byAnyone) return;
  await chmod(file, (mode & 0o777) | byAnyone).catch(() => {
    throw composeError("file-not-readable", { file });
  });
}
