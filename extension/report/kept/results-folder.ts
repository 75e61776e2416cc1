import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { findStackFolder } from "../../actions/stack-folder.ts";
import { inside } from "../../common/inside.ts";
import { makeOwnFolder } from "../../common/own-folder.ts";
import { sha256 } from "../../common/sha256.ts";
import { type KeptHead, type KeptResult, keptFile, readKeptFile, readKeptHead } from "./kept-result.ts";

/** Told of a file that is no result, or one of a later version; it is passed over. */
export type OnRefused = (file: string, why: unknown) => void;

/** A result is far smaller. What is larger was not written by the lab, and would hold the editor up. */
const mostBytes = 16_000_000;

/** The folder in which the lab writes: `.surge-lab` beside the notebook's `lab-stack`, else beside the notebook. */
export async function ownFolder(notebookFile: string): Promise<string> {
  const beside = path.join(path.dirname(path.resolve(notebookFile)), "lab-stack");
  return path.join(path.dirname(await findStackFolder(notebookFile, beside)), ".surge-lab");
}

/** Keeps the last result of a step in place of the one before it. Whoever reads meanwhile sees one of the two. */
export async function keepResult(notebookFile: string, step: string, kept: KeptResult): Promise<void> {
  const folder = await resultsOf(notebookFile);
  await mkdir(folder, { recursive: true });
  await makeOwnFolder(await ownFolder(notebookFile));
  await replaceFile(path.join(folder, fileOf(step)), `${JSON.stringify(keptFile(step, kept), null, 2)}\n`);
}

/** @returns the kept results by step; empty where none was kept. */
export async function keptResults(
  notebookFile: string,
  steps: readonly string[],
  onRefused: OnRefused,
): Promise<ReadonlyMap<string, KeptResult>> {
  return readSteps(notebookFile, steps, readKeptFile, onRefused);
}

/** The same without the results themselves, for an overview. */
export async function keptHeads(
  notebookFile: string,
  steps: readonly string[],
  onRefused: OnRefused,
): Promise<ReadonlyMap<string, KeptHead>> {
  return readSteps(notebookFile, steps, readKeptHead, onRefused);
}

export async function hasResults(notebookFile: string): Promise<boolean> {
  const files = await resultsOf(notebookFile)
    .then((folder) => readdir(folder))
    .catch(() => []);
  return files.some((file) => file.endsWith(".json"));
}

export async function forgetResults(notebookFile: string): Promise<void> {
  await rm(await resultsOf(notebookFile), { recursive: true, force: true });
}

async function readSteps<T extends { readonly step: string }>(
  notebookFile: string,
  steps: readonly string[],
  read: (data: unknown) => T,
  onRefused: OnRefused,
): Promise<Map<string, T>> {
  const found = new Map<string, T>();
  const folder = await resultsOf(notebookFile).catch((error) => {
    onRefused(notebookFile, error);
    return undefined;
  });
  if (folder === undefined) return found;
  const files = new Set(await readdir(folder).catch(() => []));
  for (const step of steps) {
    const file = path.join(folder, fileOf(step));
    if (!files.has(path.basename(file))) continue;
    try {
      await inside(folder, file);
      if ((await stat(file)).size > mostBytes) throw new RangeError("too large");
      const result = read(JSON.parse(await readFile(file, "utf8")));
      if (result.step !== step) throw new RangeError(`a result of “${result.step}”`);
      found.set(step, result);
    } catch (error) {
      onRefused(file, error);
    }
  }
  return found;
}

/** @throws EOUTSIDE where a link leads out of the lab's folder: whatever is there is none of the lab's */
async function resultsOf(notebookFile: string): Promise<string> {
  const own = await ownFolder(notebookFile);
  const lab = path.dirname(own);
  // A name of dots alone would lead upwards.
  const notebook = path.relative(lab, path.resolve(notebookFile)).replace(/(?<=[^./\\])(\.lab)?\.md$/i, "");
  return inside(lab, path.join(own, "results", notebook));
}

/** Names that Windows keeps for devices, whatever follows the dot. */
const device = /^(con|prn|aux|nul|com\d|lpt\d)$/;

/** The step's own name where every disk tells it from all others; else with a hash. */
function fileOf(step: string): string {
  if (/^[a-z0-9_-]{1,80}$/.test(step) && !device.test(step)) return `${step}.json`;
  const hash = sha256(step).slice(0, 8);
  return `${[...step.toLowerCase()].slice(0, 40).join("")}.${hash}.json`;
}

/** In one step, so that another window or a crash never finds half a file. */
export async function replaceFile(file: string, text: string): Promise<void> {
  const draft = `${file}.${randomUUID()}.tmp`;
  try {
    await writeFile(draft, text);
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
