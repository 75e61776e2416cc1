import type { Scalar } from "../common/condition.ts";
import { formatNumber, type Language } from "../common/language.ts";
import type { Block, VerdictBlock } from "../drawing/blocks.ts";
import { left, right } from "./columns.ts";
import type { ExpectedValue, PredictedValue } from "./expect.ts";
import { en } from "./foresight.en.ts";
import { ru } from "./foresight.ru.ts";

/** The predictions of the student next to the measured values. */
export function predictionBlocks(predicted: readonly PredictedValue[], language: Language): Block[] {
  if (predicted.length === 0) return [];
  const { prediction: words } = { en, ru }[language];
  const allRight = predicted.every(({ guess, got }) => guess === got);
  return [
    {
      kind: "table",
      caption: words.caption,
      columns: [left(words.what), right(words.guess), right(words.got)],
      rows: predicted.map(({ key, guess, got }) => [
        keyWord(key, language),
        scalar(guess, language),
        scalar(got, language),
      ]),
      note: allRight ? words.right : words.surprise,
    },
  ];
}

/** Whether the author's expectations held, for the first line; undefined where there are none. */
export function expectationSign(
  expected: readonly ExpectedValue[],
  language: Language,
): VerdictBlock["expected"] {
  if (expected.length === 0) return undefined;
  const { expectation: words } = { en, ru }[language];
  const missed = missedIn(expected, language);
  const [only = "", ...others] = missed;
  const text = others.length > 0 ? words.notHeld(missed.length, expected.length) : only || words.held;
  return { held: missed.length === 0, text };
}

/** Those that did not hold, where the first line has no room for them. */
export function missedBlocks(expected: readonly ExpectedValue[], language: Language): Block[] {
  const missed = missedIn(expected, language);
  return missed.length > 1 ? missed.map((text) => ({ kind: "line", text: `✗ ${text}` })) : [];
}

function missedIn(expected: readonly ExpectedValue[], language: Language): string[] {
  const { expectation: words } = { en, ru }[language];
  return expected
    .filter(({ held }) => !held)
    .map(({ key, want, got }) =>
      words.missed(keyWord(key, language), scalar(want, language), scalar(got, language)),
    );
}

function keyWord(key: string, language: Language): string {
  const { keys } = { en, ru }[language];
  const last = key.slice(key.lastIndexOf(".") + 1);
  const word = Object.hasOwn(keys, last) ? keys[last] : undefined;
  return word ? `${word} (${key})` : key;
}

function scalar(value: Scalar | null, language: Language): string {
  const words = { en, ru }[language];
  if (value === null) return words.nothing;
  if (typeof value === "boolean") return value ? words.yes : words.no;
  return typeof value === "number" ? formatNumber(value, language) : value;
}
