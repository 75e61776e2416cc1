import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { projectFolder } from "./host-bundle.ts";

/** A folder as a student may have it: a space and Cyrillic letters in its path, the notebooks and the app in it. */
export async function makeLabFolder(
  parent: string,
  files: Readonly<Record<string, string>> = {},
): Promise<string> {
  const folder = path.join(parent, "Лаба №1 surge");
  await mkdir(folder, { recursive: true });
  await cp(path.join(projectFolder, "notebooks"), folder, { recursive: true });
  await cp(path.join(projectFolder, "lab-stack"), path.join(folder, "lab-stack"), {
    recursive: true,
    filter: (source) => path.basename(source) !== "node_modules",
  });
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
  return folder;
}

/** The steps of a notebook, in order. */
export async function stepsOf(notebook: string): Promise<{ step: string; action: string }[]> {
  const text = await readFile(notebook, "utf8");
  const cells = text.matchAll(/^```(\w+) lab (\S+)\n(\w+)?/gm);
  return [...cells].map(([, language, step = "", word = ""]) => ({
    step,
    action: language === "yaml" ? word : (language ?? ""),
  }));
}
