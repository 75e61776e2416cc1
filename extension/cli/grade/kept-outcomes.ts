import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { result } from "../../actions/check/result.ts";
import { sha256 } from "../../common/sha256.ts";
import { isOpen, type Outcome } from "../../report/class/points.ts";
import { storageFolder } from "../folders.ts";

// What was judged once stays judged: code that loses hits only now and then would otherwise have other points on another
// day. It lies where no student's file comes to lie.

const judged = result.pick({ demands: true, seed: true });

/** @param id of the code, and the same for the same code */
function fileOf(id: string, surgeLab: string): string {
  return path.join(storageFolder(), "graded", `${sha256(JSON.stringify([surgeLab, id]))}.json`);
}

export async function keptOutcome(id: string, surgeLab: string): Promise<Outcome | undefined> {
  try {
    const kept = judged.parse(JSON.parse(await readFile(fileOf(id, surgeLab), "utf8")));
    return { kind: "checked", result: kept };
  } catch {
    // There is none, or it cannot be read: then it is judged again.
    return undefined;
  }
}

/** Only what is judged to the end. Where it cannot be written, the next grading takes as long as this one. */
export async function keepOutcome(id: string, surgeLab: string, outcome: Outcome): Promise<void> {
  if (outcome.kind !== "checked" || isOpen(outcome)) return;
  const file = fileOf(id, surgeLab);
  await mkdir(path.dirname(file), { recursive: true })
    .then(() => writeFile(file, JSON.stringify(outcome.result)))
    .catch(() => undefined);
}
