import type { Language } from "../common/language.ts";
import type { Block } from "../drawing/blocks.ts";
import type { LoadProgress } from "../load/load.ts";
import type { View } from "./define.ts";
import { expectationBlocks, predictionBlocks } from "./foresight.ts";
import { shownResults } from "./index.ts";
import { progressBlocks } from "./load/progress-view.ts";
import type { Slice } from "./load/trace.ts";
import { loadView } from "./load/view.ts";
import { pauseView } from "./pause/view.ts";
import { processView } from "./process/view.ts";
import type { CellReport, Result } from "./results.ts";
import { resetView, startView, stopView } from "./start/view.ts";
import type { Move } from "./step/moves.ts";
import type { StepResult } from "./step/result.ts";
import { walkBlocks } from "./step/view.ts";
import { type Texts, texts } from "./words.ts";
import { workerView } from "./worker/view.ts";

/** What a reader sees of a cell that ran, in the reader's language and in reading order. */
export function present(report: CellReport, language: Language): Block[] {
  const words = texts[language];
  const shown = shownResults.find(({ name }) => name === report.result.action);
  const { main, after = [] } = shown?.view(report.result, language) ?? viewOf(report.result, words, language);
  return [
    ...main,
    ...predictionBlocks(report.predicted, words, language),
    ...expectationBlocks(report.expected, words, language),
    ...after,
  ];
}

/** What a reader sees while a load runs: the same ledger and charts, with what is known by now. */
export function presentProgress(
  progress: LoadProgress,
  language: Language,
  slices: readonly Slice[] = [],
): Block[] {
  return progressBlocks(progress, slices, texts[language], language);
}

/** The walk so far, and the question for its next move. */
export function presentWalk(soFar: StepResult, possible: readonly Move[], language: Language): Block[] {
  return walkBlocks(soFar, possible, language);
}

function viewOf(result: Result, words: Texts, language: Language): View {
  switch (result.action) {
    case "start":
      return startView(result, words, language);
    case "load":
      return loadView(result, words, language);
    case "process":
      return processView(result, words, language);
    case "worker":
      return workerView(result, words, language);
    case "pause":
      return pauseView(result, words);
    case "reset":
      return resetView(result, words, language);
    case "stop":
      return stopView(result, words);
    default:
      throw new TypeError(`Nobody shows ${result.action}.`);
  }
}
