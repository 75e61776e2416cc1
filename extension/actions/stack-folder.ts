import { access } from "node:fs/promises";
import path from "node:path";

/** The `lab-stack` nearest to a notebook, in its folder or one above; `fallback` when there is none. */
export async function findStackFolder(notebookFile: string, fallback: string): Promise<string> {
  for (let folder = path.dirname(path.resolve(notebookFile)); ; folder = path.dirname(folder)) {
    const candidate = path.join(folder, "lab-stack");
    const found = await access(path.join(candidate, "compose.yaml")).then(
      () => true,
      () => false,
    );
    if (found) return candidate;
    if (folder === path.dirname(folder)) return fallback;
  }
}
