import { access, stat } from "node:fs/promises";
import path from "node:path";

/**
 * The `lab-stack` beside a notebook or beside its folder; `fallback` when there is none. What is in it gets run,
 * so it must belong to the owner of the notebook's folder, and no folder further up is asked: in a shared place
 * such as /tmp, anybody could have put one there.
 */
export async function findStackFolder(notebookFile: string, fallback: string): Promise<string> {
  const beside = path.dirname(path.resolve(notebookFile));
  const owner = await ownerOf(beside);
  for (const folder of [beside, path.dirname(beside)]) {
    const candidate = path.join(folder, "lab-stack");
    if ((await hasComposeFile(candidate)) && (await ownerOf(candidate)) === owner) return candidate;
  }
  return fallback;
}

function hasComposeFile(folder: string): Promise<boolean> {
  return access(path.join(folder, "compose.yaml")).then(
    () => true,
    () => false,
  );
}

/** On Windows everything has the same one. */
async function ownerOf(folder: string): Promise<number | undefined> {
  return (await stat(folder).catch(() => undefined))?.uid;
}
