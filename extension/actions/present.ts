import type { Language } from "../common/language.ts";
import type { Block } from "../drawing/blocks.ts";
import type { LoadProgress } from "../load/load.ts";
import { expectationBlocks, predictionBlocks } from "./foresight.ts";
import { shownResults } from "./index.ts";
import { progressBlocks } from "./load/progress-view.ts";
import type { Slice } from "./load/trace.ts";
import type { CellReport } from "./run-cell.ts";
import type { Move } from "./step/moves.ts";
import type { StepResult } from "./step/result.ts";
import { walkBlocks } from "./step/view.ts";

/** A cell that ran, in the reader's language and in reading order. */
export function present({ result, predicted, expected }: CellReport, language: Language): Block[] {
  const shown = shownResults.find(({ name }) => name === result.action);
  if (!shown) throw new TypeError(`No view for ${result.action}.`);
  const { main, after = [] } = shown.view(result, language);
  return [
    ...main,
    ...predictionBlocks(predicted, language),
    ...expectationBlocks(expected, language),
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

/** The walk so far, and the question for its next move. */
export function presentWalk(soFar: StepResult, possible: readonly Move[], language: Language): Block[] {
  return walkBlocks(soFar, possible, language);
}
