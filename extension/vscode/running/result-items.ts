import type { Progress } from "../../actions/define.ts";
import type { LoadSlices } from "../../actions/load/slices.ts";
import { present, presentError, presentProgress, presentWalk } from "../../actions/present.ts";
import type { CellReport, Foresight } from "../../actions/run-cell.ts";
import type { Move } from "../../actions/step/moves.ts";
import type { StepResult } from "../../actions/step/result.ts";
import { skippedLine } from "../../actions/unmet-need.ts";
import { explain } from "../../common/lab-error.ts";
import { formatNumber, type Language } from "../../common/language.ts";
import { type Block, type RendererPayload, rendererMime } from "../../drawing/blocks.ts";
import { renderMarkdown } from "../../drawing/markdown.ts";
import { renderText } from "../../drawing/text.ts";
import type { CellOutcome } from "../../report/json-report.ts";
import { keptWords, localTimeText } from "../../report/kept/words.ts";
import { type OutputItem, plainText } from "./cell-output.ts";

export function reportItems(report: CellReport, language: Language): readonly OutputItem[] {
  return blockItems(present(report, language), language);
}

export function progressItems(
  progress: Progress,
  language: Language,
  soFar: LoadSlices,
  foresight?: Foresight,
): readonly OutputItem[] {
  const { text, fraction, load } = progress;
  if (load) return blockItems(presentProgress(load, language, soFar.slices, foresight), language);
  const share = fraction === undefined ? "" : ` · ${formatNumber(Math.floor(fraction * 100), language)} %`;
  return lineItems(`${text[language]}${share}`, language);
}

export function lineItems(text: string, language: Language): readonly OutputItem[] {
  return blockItems([{ kind: "line", text }], language);
}

export function walkItems(
  soFar: StepResult,
  possible: readonly Move[],
  language: Language,
): readonly OutputItem[] {
  return blockItems(presentWalk(soFar, possible, language), language);
}

/** As text in one sentence, as the terminal says it. */
export function errorItems(error: unknown, language: Language): readonly OutputItem[] {
  const shown = blockItems(presentError(error, language), language).filter(
    ({ mime }) => mime !== "text/plain",
  );
  return [...shown, plainText(explain(error, language))];
}

/** A result from before the notebook was opened: first of all it says so. */
export function keptItems(outcome: CellOutcome, measuredAt: Date, language: Language): readonly OutputItem[] {
  const mark = keptWords[language].measuredAt(localTimeText(measuredAt, language));
  return blockItems([{ kind: "line", text: mark }, ...blocksOf(outcome, language)], language);
}

/** The same of a result that cannot be read. */
export function unreadableItems(measuredAt: Date, language: Language): readonly OutputItem[] {
  return lineItems(keptWords[language].otherVersion(localTimeText(measuredAt, language)), language);
}

function blocksOf(outcome: CellOutcome, language: Language): readonly Block[] {
  if ("report" in outcome) return present(outcome.report, language);
  if ("error" in outcome) return presentError(outcome.error, language);
  const { missing } = outcome;
  return missing ? [{ kind: "line", text: skippedLine(missing, language) }] : [];
}

/** The same blocks three times, the richest first. */
function blockItems(blocks: readonly Block[], language: Language): readonly OutputItem[] {
  const payload: RendererPayload = { version: 1, language, blocks };
  return [
    { mime: rendererMime, text: JSON.stringify(payload) },
    { mime: "text/markdown", text: renderMarkdown(blocks) },
    { mime: "text/plain", text: renderText(blocks, { width: 100, colour: false, language }) },
  ];
}
