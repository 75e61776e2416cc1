import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The nearest folder, from the notebook's own upwards, that holds a lab stack; undefined when none does. */
export function findLabFolder(notebookPath: string): string | undefined {
  for (let folder = dirname(notebookPath); ; folder = dirname(folder)) {
    if (existsSync(join(folder, "lab-stack", "compose.yaml"))) return folder;
    if (folder === dirname(folder)) return undefined;
  }
}
