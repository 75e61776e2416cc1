import type { Language } from "../common/language.ts";
import type { Block } from "../drawing/blocks.ts";
import { expectedText } from "../drawing/verdict-text.ts";
import type { LoadProgress } from "../load/load.ts";
import { expectationSign, missedBlocks, predictionBlocks } from "./foresight.ts";
import { shownResults } from "./index.ts";
import { progressBlocks } from "./load/progress-view.ts";
import type { Slice } from "./load/trace.ts";
import type { CellReport } from "./run-cell.ts";
import type { Move } from "./step/moves.ts";
import type { StepResult } from "./step/result.ts";
import { walkBlocks } from "./step/view.ts";

/** A cell that ran, in the reader's language and in reading order: the guess stands right under the headline. */
export function present({ result, predicted, expected }: CellReport, language: Language): Block[] {
  const shown = shownResults.find(({ name }) => name === result.action);
  if (!shown) throw new TypeError(`No view for ${result.action}.`);
  const { main, after = [] } = shown.view(result, language);
  // The picture of a load stays where it stood while the load ran: nothing comes between.
  const head = main[1]?.kind === "ledger" ? main.length : 1;
  return [
    ...withExpectations(main.slice(0, head), expected, language),
    ...predictionBlocks(predicted, language),
    ...main.slice(head),
    ...after,
  ];
}

/** In the first line; a result without a headline gets a line of its own for them. */
function withExpectations(
  head: readonly Block[],
  expected: CellReport["expected"],
  language: Language,
): Block[] {
  const sign = expectationSign(expected, language);
  if (!sign) return [...head];
  const missed = missedBlocks(expected, language);
  const [verdict, ...rest] = head;
  if (verdict?.kind === "verdict") return [{ ...verdict, expected: sign }, ...missed, ...rest];
  return [{ kind: "line", text: expectedText(sign) }, ...missed, ...head];
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
