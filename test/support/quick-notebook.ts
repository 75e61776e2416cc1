import { readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { root } from "./stack.ts";

const undisturbed =
  /^load: \{ strategy: [\w-]+, duration: \d+,(?: rate: \d+,)? connections: \d+(?:, processEvery: \d+)? \}$/gm;

/**
 * A copy of a notebook in which a load that nothing disturbs lasts one second: its measured speed is for a reader to
 * look at, and no expectation needs more.
 */
export async function quickNotebook(file: string, folder: string): Promise<string> {
  const text = await readFile(join(root, "notebooks", file), "utf8");
  const quick = text.replace(undisturbed, (cell) => cell.replace(/duration: \d+/, "duration: 1"));
  const copy = join(folder, basename(file));
  await writeFile(copy, quick);
  return copy;
}
