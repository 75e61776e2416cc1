import { present } from "../actions/present.ts";
import { skippedLine } from "../actions/unmet-need.ts";
import { explain } from "../common/lab-error.ts";
import type { Language } from "../common/language.ts";
import { actionName } from "../document/cell.ts";
import type { CellOutcome } from "../report/json-report.ts";
import type { Watcher } from "./run-notebook.ts";
import type { Screen } from "./screen.ts";

/** Tells a run as a student sees it: the headings of the prose, and each step with its result. */
export function narrator(screen: Screen, language: Language): Watcher {
  return {
    prose: (text) => {
      for (const [, heading] of text.matchAll(/^#{1,6} +(.+)$/gm)) screen.line(`\n${heading?.toUpperCase()}`);
    },
    begins: (cell) => {
      screen.line(`\n── ${cell.step ?? ""} · ${actionName(cell)} ──`);
    },
    ends: (outcome) => tell(outcome, screen, language),
  };
}

function tell(outcome: CellOutcome, screen: Screen, language: Language): void {
  if ("report" in outcome) screen.blocks(present(outcome.report, language));
  if ("missing" in outcome && outcome.missing) screen.line(skippedLine(outcome.missing, language));
  if ("error" in outcome) screen.line(`✗ ${explain(outcome.error, language)}`);
}
