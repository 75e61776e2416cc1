import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * Makes the folder in which the lab writes, beside what is the student's. It has passwords in it, and one student's results
 * are no part of the lab: git passes it over.
 */
export async function makeOwnFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, ".gitignore"), "*\n", { flag: "wx" }).catch(() => undefined);
}
