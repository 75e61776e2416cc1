import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import first from "../fixtures/lab-folder-2026-11-22.json" with { type: "json" };
import withResults from "../fixtures/lab-folder-2026-11-27.json" with { type: "json" };

/** The lab folders that earlier versions have made: the text of each file by its path. keep-lab-folder.ts keeps them. */
export const earlierLabs: Readonly<Record<"first" | "withResults", Readonly<Record<string, string>>>> = {
  first: textsOf(first.files),
  withResults: textsOf(withResults.files),
};

function textsOf(files: Readonly<Record<string, readonly string[]>>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([name, lines]) => [name, lines.join("\n")]));
}

export async function writeFiles(files: Readonly<Record<string, string>>, folder: string): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
}
