import { formatNumber, type Language } from "../common/language.ts";
import type { Block } from "../drawing/blocks.ts";
import type { CellReport, Scalar } from "./results.ts";
import { left, right } from "./view.ts";
import type { Texts } from "./words.ts";

/** What the student predicted, beside what was measured. */
export function predictionBlocks(
  predicted: CellReport["predicted"],
  words: Texts,
  language: Language,
): Block[] {
  if (predicted.length === 0) return [];
  const allRight = predicted.every(({ guess, got }) => guess === got);
  return [
    {
      kind: "table",
      caption: words.prediction.caption,
      columns: [left(words.prediction.what), right(words.prediction.guess), right(words.prediction.got)],
      rows: predicted.map(({ key, guess, got }) => [
        keyWord(key, words),
        scalar(guess, words, language),
        got === null ? words.prediction.nothing : scalar(got, words, language),
      ]),
      note: allRight ? words.prediction.right : words.prediction.surprise,
    },
  ];
}

/** What the author of the step expects: each value that did not hold, or one line when all did. */
export function expectationBlocks(
  expected: CellReport["expected"],
  words: Texts,
  language: Language,
): Block[] {
  if (expected.length === 0) return [];
  const missed = expected.filter(({ held }) => !held);
  if (missed.length === 0) return [{ kind: "line", text: words.expectation.held(expected.length) }];
  return missed.map(({ key, want, got }) => {
    const measured = got === null ? words.prediction.nothing : scalar(got, words, language);
    return {
      kind: "line",
      text: `✗ ${words.expectation.missed(keyWord(key, words), scalar(want, words, language), measured)}`,
    };
  });
}

function keyWord(key: string, words: Texts): string {
  const last = key.slice(key.lastIndexOf(".") + 1);
  const word = Object.hasOwn(words.keys, last) ? words.keys[last] : undefined;
  return word ? `${word} (${key})` : key;
}

function scalar(value: Scalar, words: Texts, language: Language): string {
  if (typeof value === "boolean") return value ? words.yes : words.no;
  return typeof value === "number" ? formatNumber(value, language) : value;
}
