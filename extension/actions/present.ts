import type { Language } from "../common/language.ts";
import type { Block } from "../drawing/blocks.ts";
import type { LoadProgress } from "../load/load.ts";
import { claimsView } from "./claims/view.ts";
import { guaranteesView } from "./compare/guarantees-view.ts";
import { compareView } from "./compare/view.ts";
import type { Move, StepResult } from "./crash/results.ts";
import type { View } from "./define.ts";
import { discussView } from "./discuss/view.ts";
import { expectationBlocks, predictionBlocks } from "./foresight.ts";
import { shownResults } from "./index.ts";
import { inspectView } from "./inspect/view.ts";
import { interleaveView } from "./interleave/view.ts";
import { progressBlocks } from "./load/progress-view.ts";
import type { Slice } from "./load/trace.ts";
import { matrixView } from "./matrix/view.ts";
import type { CellReport, Result } from "./results.ts";
import { showView } from "./show/view.ts";
import { tableView } from "./statements/view.ts";
import { stepView, walkBlocks } from "./step/view.ts";
import { type Texts, texts } from "./words.ts";

/** A cell that ran, in the reader's language and in reading order. */
export function present(report: CellReport, language: Language): Block[] {
  const shown = shownResults.find(({ name }) => name === report.result.action);
  const { main, after = [] } =
    shown?.view(report.result, language) ?? viewOf(report.result, texts[language], language);
  return [
    ...main,
    ...predictionBlocks(report.predicted, language),
    ...expectationBlocks(report.expected, language),
    ...after,
  ];
}

/** A load that is still running: the same ledger and charts, as far as they are known. */
export function presentProgress(
  progress: LoadProgress,
  language: Language,
  slices: readonly Slice[] = [],
): Block[] {
  return progressBlocks(progress, slices, language);
}

/** What a reader sees who is asked for the next move of a walk. */
export function presentWalk(soFar: StepResult, possible: readonly Move[], language: Language): Block[] {
  return walkBlocks(soFar, possible, texts[language]);
}

function viewOf(result: Result, words: Texts, language: Language): View {
  switch (result.action) {
    case "show":
      return showView(result, words);
    case "inspect":
      return inspectView(result, words, language);
    case "compare":
      return "rows" in result
        ? guaranteesView(result, words, language)
        : compareView(result, words, language);
    case "claims":
      return claimsView(result, words, language);
    case "interleave":
      return interleaveView(result, words, language);
    case "step":
      return stepView(result, words);
    case "matrix":
      return matrixView(result, words);
    case "discuss":
      return discussView(result, words);
    case "sql":
    case "redis":
      return tableView(result, words);
    default:
      throw new TypeError(`Nobody shows ${result.action}.`);
  }
}
