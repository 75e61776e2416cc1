import { constants } from "node:fs";
import { copyFile, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { inside } from "../../common/inside.ts";
import type { Language } from "../../common/language.ts";
import { notebookLanguage } from "../../common/notebook-language.ts";
import { makeOwnFolder } from "../../common/own-folder.ts";
import { sha256 } from "../../common/sha256.ts";
import { editorError } from "../errors.ts";

/** One file of the lab and where it goes. */
export interface CopyPlan {
  readonly from: string;
  readonly to: string;
  /**
   * `mine`: the student has another file there. `outdated`: the file of an earlier version is there, and nobody has edited
   * it. `same`: nothing is to be done.
   */
  readonly state: "new" | "same" | "outdated" | "mine";
}

/** The hash of each file that was put into a lab folder, by its path in it. */
const copiedFile = join(".surge-lab", "copied.json");

/** Finds out what opening the lab would do in the target folder, and changes nothing. @throws LabError */
export async function planCopy(labFolder: string, language: Language, target: string): Promise<CopyPlan[]> {
  try {
    const stack = await filesBelow(join(labFolder, "lab-stack"));
    const notebooks = join(labFolder, "notebooks");
    const names = (await readdir(notebooks)).filter((name) => notebookLanguage(name) === language);
    // The notebooks go next to lab-stack, so that a link from one to another is just its name.
    const copies = [
      ...names.map((name) => [join(notebooks, name), name] as const),
      ...stack.map((file) => [file, relative(labFolder, file)] as const),
    ];
    const copied = await copiedInto(target);
    return await Promise.all(
      copies.map(async ([from, place]) => {
        const to = join(target, place);
        return { from, to, state: await stateOf(from, to, copied[slashed(place)]) };
      }),
    );
  } catch (error) {
    throw editorError("cannot-copy", { folder: target, error }, { cause: error });
  }
}

/** @param overwrite false leaves the student's own files as they are. @throws LabError */
export async function copyLab(plan: readonly CopyPlan[], target: string, overwrite: boolean): Promise<void> {
  try {
    await mkdir(target, { recursive: true });
    const copied = { ...(await copiedInto(target)) };
    for (const { from, to, state } of plan) {
      if (state === "mine" && !overwrite) continue;
      if (state !== "same") {
        await mkdir(dirname(await inside(target, to)), { recursive: true });
        await copyFile(from, to, state === "new" ? constants.COPYFILE_EXCL : 0);
      }
      copied[slashed(relative(target, to))] = sha256(await readFile(from));
    }
    const record = await inside(target, join(target, copiedFile));
    await makeOwnFolder(dirname(record));
    await writeFile(record, `${JSON.stringify(copied, null, 2)}\n`);
  } catch (error) {
    throw editorError("cannot-copy", { folder: target, error }, { cause: error });
  }
}

/** Folders that appear when the app is run in place. */
const madeByRunning = new Set(["node_modules", "__pycache__"]);

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const files = entries.map(async (entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return madeByRunning.has(entry.name) ? [] : filesBelow(path);
    return [path];
  });
  return (await Promise.all(files)).flat();
}

async function stateOf(from: string, to: string, copied: string | undefined): Promise<CopyPlan["state"]> {
  const [wanted, there] = await Promise.all([readFile(from), readFile(to).catch(orMissing)]);
  if (!there) return "new";
  if (wanted.equals(there)) return "same";
  return sha256(there) === copied ? "outdated" : "mine";
}

/** Empty where nothing is known: then every file that differs counts as edited. */
async function copiedInto(target: string): Promise<Readonly<Record<string, string>>> {
  try {
    const read: unknown = JSON.parse(await readFile(join(target, copiedFile), "utf8"));
    const entries = Object.entries(Object(read));
    return Object.fromEntries(
      entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"),
    );
  } catch {
    return {};
  }
}

/** A folder may come from another system. */
const slashed = (place: string) => place.replaceAll("\\", "/");

function orMissing(error: unknown): undefined {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
  throw error;
}
