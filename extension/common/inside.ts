import { lstat, realpath } from "node:fs/promises";
import path from "node:path";

/**
 * The path, unless a link on the way to it leads out of the folder. Somebody else may have filled the folder, and what
 * the lab writes, removes or shows is to be in it.
 * @throws an error with the code EOUTSIDE, which `fileTrouble` words
 */
export async function inside(folder: string, file: string): Promise<string> {
  const way = path.relative(await realpath(folder), await realPathOf(path.resolve(file)));
  if (way === ".." || way.startsWith(`..${path.sep}`) || path.isAbsolute(way)) throw outside(file);
  return file;
}

/** Also of what is not there yet. */
async function realPathOf(file: string): Promise<string> {
  try {
    return await realpath(file);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
    // A link to what is not there: it could be made there.
    if (await isThere(file)) throw outside(file);
    return path.join(await realPathOf(path.dirname(file)), path.basename(file));
  }
}

function isThere(file: string): Promise<boolean> {
  return lstat(file).then(
    () => true,
    () => false,
  );
}

function outside(file: string): Error {
  return Object.assign(new Error(`${file} leads out of the folder`), {
    code: "EOUTSIDE",
    syscall: "realpath",
  });
}
