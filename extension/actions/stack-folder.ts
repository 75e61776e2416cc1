import { access, stat } from "node:fs/promises";
import path from "node:path";

/**
 * The `lab-stack` next to a notebook or next to its folder; `fallback` when there is none. Its programs are run,
 * so it must belong to the owner of the notebook's folder, and no folder further up counts: in a shared place
 * such as /tmp, anybody could have put one there.
 */
export async function findStackFolder(notebookFile: string, fallback: string): Promise<string> {
  const lab = await findLabFolder(notebookFile);
  return lab === undefined ? fallback : path.join(lab, "lab-stack");
}

/** Both folders of a notebook; undefined stands for one that is no file. */
export async function findFolders(notebookFile: string | undefined, fallback: string) {
  if (notebookFile === undefined) return { stackFolder: fallback, labFolder: undefined };
  const labFolder = await findLabFolder(notebookFile);
  return { stackFolder: await findStackFolder(notebookFile, fallback), labFolder };
}

/** The folder in which that `lab-stack` is; undefined when there is none: then nothing of the folder may run. */
async function findLabFolder(notebookFile: string): Promise<string | undefined> {
  const folderOfNotebook = path.dirname(path.resolve(notebookFile));
  const owner = await ownerOf(folderOfNotebook);
  for (const folder of [folderOfNotebook, path.dirname(folderOfNotebook)]) {
    const candidate = path.join(folder, "lab-stack");
    if ((await hasComposeFile(candidate)) && (await ownerOf(candidate)) === owner) return folder;
  }
  return undefined;
}

function hasComposeFile(folder: string): Promise<boolean> {
  return access(path.join(folder, "compose.yaml")).then(
    () => true,
    () => false,
  );
}

/** On Windows always the same one. */
async function ownerOf(folder: string): Promise<number | undefined> {
  return (await stat(folder).catch(() => undefined))?.uid;
}
