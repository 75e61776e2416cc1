import { explain, type LabError } from "../common/lab-error.ts";
import type { Language, Localized } from "../common/language.ts";
import { interpretCell } from "../document/cell.ts";
import type { Cell } from "../document/document.ts";
import { missingPart } from "../stack/programs/missing-part.ts";
import type { Lab } from "./define.ts";
import { actions } from "./index.ts";

/**
 * The first thing in the cell's `needs` that this machine lacks. Such a cell is skipped, in the terminal as in the
 * notebook, and the cells after it run. @throws AbortError
 */
export async function unmetNeed(
  cell: Cell,
  { session, signal }: Pick<Lab, "session" | "signal">,
): Promise<LabError | undefined> {
  if (cell.language !== "yaml") return undefined;
  for (const need of interpretCell(cell, actions).needs) {
    const missing = await missingPart(need, { ...session.options, signal });
    if (missing) return missing;
  }
  return undefined;
}

/** What stands in the place of the result of a cell that was skipped. */
export function skippedLine(missing: LabError, language: Language): string {
  return `○ ${skipped[language]}: ${explain(missing, language)}`;
}

const skipped: Localized = { en: "skipped", ru: "пропущено" };
