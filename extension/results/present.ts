import type { Language } from "../common/language.ts";
import type { LoadProgress } from "../load/load.ts";
import type { Block } from "./blocks.ts";
import type { Move, StepResult } from "./crashes.ts";
import type { Slice } from "./load-trace.ts";
import type { CellReport, Result } from "./results.ts";
import { type Texts, texts } from "./texts/index.ts";
import { claimsView } from "./views/claims.ts";
import { compareView } from "./views/compare.ts";
import { discussView } from "./views/discuss.ts";
import { expectationBlocks, predictionBlocks } from "./views/foresight.ts";
import { guaranteesView } from "./views/guarantees.ts";
import { inspectView } from "./views/inspect.ts";
import { interleaveView } from "./views/interleave.ts";
import { loadView } from "./views/load.ts";
import { matrixView } from "./views/matrix.ts";
import { pauseView } from "./views/pause.ts";
import { processView } from "./views/process.ts";
import { progressBlocks } from "./views/progress.ts";
import { showView } from "./views/show.ts";
import { recoverView, resetView, startView, stopView } from "./views/stack.ts";
import { stepView, walkBlocks } from "./views/step.ts";
import { tableView } from "./views/table.ts";
import type { View } from "./views/view.ts";
import { workerView } from "./views/worker.ts";

/** What a reader sees of a cell that ran, in the reader's language and in reading order. */
export function present(report: CellReport, language: Language): Block[] {
  const words = texts[language];
  const { main, after = [] } = viewOf(report.result, words, language);
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

/** What a reader sees who is asked for the next move of a walk. */
export function presentWalk(soFar: StepResult, possible: readonly Move[], language: Language): Block[] {
  return walkBlocks(soFar, possible, texts[language]);
}

function viewOf(result: Result, words: Texts, language: Language): View {
  switch (result.action) {
    case "start":
      return startView(result, words, language);
    case "show":
      return showView(result, words);
    case "load":
      return loadView(result, words, language);
    case "process":
      return processView(result, words, language);
    case "worker":
      return workerView(result, words, language);
    case "pause":
      return pauseView(result, words);
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
    case "recover":
      return recoverView(result, words);
    case "reset":
      return resetView(result, words, language);
    case "stop":
      return stopView(result, words);
    case "sql":
    case "redis":
      return tableView(result, words);
  }
}
