import type { Language } from "../common/language.ts";
import { actionName } from "../document/cell.ts";
import type { Cell } from "../document/document.ts";
import type { CellOutcome } from "../report/json-report.ts";
import { words } from "./words.ts";

const nameOf = (cell: Cell) => cell.step ?? actionName(cell);

/** The last line of a run: whether everything went as expected, else which steps failed and which never ran. */
export function closing(
  outcomes: readonly CellOutcome[],
  isWanted: (cell: Cell) => boolean,
  language: Language,
): string {
  const wanted = outcomes.filter(({ cell }) => isWanted(cell));
  const names = (status: CellOutcome["status"]) =>
    wanted.filter((outcome) => outcome.status === status).map(({ cell }) => nameOf(cell));
  const failed = names("failed");
  const lacking = wanted.filter(isLacking).map(({ cell }) => nameOf(cell));
  const skipped = names("skipped").filter((name) => !lacking.includes(name));
  const said = [
    failed.length === 0
      ? words[language].allGood(wanted.length - lacking.length)
      : words[language].notAsExpected(failed.join(", ")),
  ];
  if (skipped.length > 0) said.push(words[language].neverRan(skipped.join(", ")));
  if (lacking.length > 0) said.push(words[language].skipped(lacking.join(", ")));
  return said.join(" ");
}

/** True when it was skipped because the machine lacks something that it needs. */
export function isLacking(outcome: CellOutcome): boolean {
  return "missing" in outcome && outcome.missing !== undefined;
}
