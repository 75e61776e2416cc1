import { explain, LabError } from "../common/lab-error.ts";
import type { Language } from "../common/language.ts";
import type { Block } from "../drawing/blocks.ts";
import { expectedText } from "../drawing/verdict-text.ts";
import type { LoadProgress } from "../load/load.ts";
import { answering, expectationSign, guessHint, guessLines, missedBlocks } from "./foresight.ts";
import { shownResults } from "./index.ts";
import { progressBlocks } from "./load/progress-view.ts";
import type { Slice } from "./load/slices.ts";
import type { CellReport, Foresight } from "./run-cell.ts";
import { withPlaces } from "./source-place.ts";
import type { Move } from "./step/moves.ts";
import type { StepResult } from "./step/result.ts";
import { walkBlocks } from "./step/view.ts";

/**
 * A cell that ran, in the reader's language and in reading order: the headline with the answer to what was asked,
 * right below it the guess, then the pictures.
 */
export function present({ result, predicted, expected, why }: CellReport, language: Language): Block[] {
  const shown = shownResults.find(({ name }) => name === result.action);
  if (!shown) throw new TypeError(`No view for ${result.action}.`);
  const { main, said = [], after = [] } = shown.view(result, language, predicted);
  const [first, ...rest] = main;
  const sign = expectationSign(expected, language);
  const head: Block[] =
    first?.kind === "verdict"
      ? [{ ...answering(first, said, predicted, language), ...(sign && { expected: sign }) }]
      : [...(sign ? [{ kind: "line", text: expectedText(sign) } as const] : []), ...(first ? [first] : [])];
  return withPlaces([
    ...head,
    ...missedBlocks(expected, language),
    ...guessLines(predicted, language, why),
    ...rest,
    ...guessHint(predicted, language),
    ...after,
  ]);
}

/** A cell that could not run: what happened, and below it what to do. */
export function presentError(error: unknown, language: Language): Block[] {
  const { what, remedy } =
    error instanceof LabError ? error.text(language) : { what: explain(error, language), remedy: "" };
  return withPlaces([
    { kind: "verdict", sign: "✗", text: what },
    ...(remedy ? [{ kind: "line", text: remedy } as const] : []),
  ]);
}

/** A load that is still running: the same guess, ledger and charts, as far as they are known. */
export function presentProgress(
  progress: LoadProgress,
  language: Language,
  slices: readonly Slice[] = [],
  { guesses, why }: Foresight = { guesses: [] },
): Block[] {
  const [headline, ...rest] = progressBlocks(progress, slices, language);
  return [...(headline ? [headline] : []), ...guessLines(guesses, language, why), ...rest];
}

/** The walk so far, and the question for its next move. */
export function presentWalk(soFar: StepResult, possible: readonly Move[], language: Language): Block[] {
  return withPlaces(walkBlocks(soFar, possible, language));
}
