import type { Language } from "../../common/language.ts";
import { actionName } from "../../document/cell.ts";
import type { Cell } from "../../document/document.ts";
import type { CellOutcome } from "../json-report.ts";
import { type StepState, stateOfStatus } from "./progress.ts";
import { keptWords } from "./words.ts";

/** A cell of a Run All; without an outcome it has not run. */
export interface RunCell {
  readonly cell: Cell;
  readonly outcome: CellOutcome | undefined;
}

const mostNames = 4;

/** What came of several cells that ran one after another, in one line. */
export function summaryText(cells: readonly RunCell[], language: Language): string {
  const { summary } = keptWords[language];
  const of = (state: StepState) =>
    cells.filter(({ outcome }) => (outcome ? stateOfStatus(outcome.status) : "not-run") === state);
  const [fine, wrong, skipped, left] = [
    of("as-expected"),
    of("not-as-expected"),
    of("skipped"),
    of("not-run"),
  ];
  const parts = [
    fine.length > 0 && summary.asExpected(fine.length),
    wrong.length > 0 && summary.notAsExpected(wrong.length, names(wrong)),
    skipped.length > 0 && summary.skipped(skipped.length, names(skipped)),
    left.length > 0 && summary.notRun(left.length),
  ];
  return `${parts.filter((part) => part !== false).join("; ")}`;
}

function names(cells: readonly RunCell[]): string {
  const named = cells.slice(0, mostNames).map(({ cell }) => cell.step ?? actionName(cell));
  return [...named, ...(cells.length > mostNames ? ["…"] : [])].join(", ");
}
