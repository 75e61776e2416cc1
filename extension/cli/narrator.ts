import { present } from "../actions/present.ts";
import { explain } from "../common/lab-error.ts";
import type { Language, Localized } from "../common/language.ts";
import { actionName } from "../document/cell.ts";
import type { CellOutcome } from "../report/json-report.ts";
import type { Watcher } from "./run-notebook.ts";
import type { Screen } from "./screen.ts";

/** Tells a run as a student would see it: the headings of the prose, then each step and its result. */
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
  if ("missing" in outcome && outcome.missing) {
    screen.line(`○ ${skipped[language]}: ${explain(outcome.missing, language)}`);
  }
  if ("error" in outcome) screen.line(`✗ ${explain(outcome.error, language)}`);
}

const skipped: Localized = { en: "skipped", ru: "пропущено" };
