import type { Scalar } from "../common/condition.ts";
import { formatNumber, type Language } from "../common/language.ts";
import { type Block, gap, type LineBlock, type VerdictBlock } from "../drawing/blocks.ts";
import { formatDuration, formatLatency, formatRate } from "../drawing/format.ts";
import type { ExpectedValue, PredictedValue } from "./expect.ts";
import { en } from "./foresight.en.ts";
import { ru } from "./foresight.ru.ts";

/** `got` is missing while nothing has been measured. */
export type Guess = Omit<PredictedValue, "got"> & Partial<Pick<PredictedValue, "got">>;

/** The guesses of the student beside what was measured; while a load runs nothing is. */
export function guessLines(predicted: readonly Guess[], language: Language): LineBlock[] {
  if (predicted.length === 0) return [];
  const { prediction: words } = { en, ru }[language];
  const each = predicted.map((one) => guessText(one, language));
  return [{ kind: "line", tone: "guess", lead: words.lead, text: each.join(gap) }];
}

export function guessText({ key, guess, got }: Guess, language: Language): string {
  const { prediction: words } = { en, ru }[language];
  const measured = got === undefined ? "…" : measure(key, got, language);
  return words.guess(keyWord(key, language), measure(key, guess, language), measured);
}

/** A remark on the difference, once it is known. */
export function guessHint(predicted: readonly PredictedValue[], language: Language): LineBlock[] {
  if (predicted.length === 0) return [];
  const { prediction: words } = { en, ru }[language];
  const allRight = predicted.every(({ guess, got }) => guess === got);
  return [{ kind: "line", tone: "hint", text: allRight ? words.right : words.surprise }];
}

/**
 * The headline answers what the cell asked: each guessed value that it does not say comes first.
 * @param said the values that it says
 */
export function answering(
  verdict: VerdictBlock,
  said: readonly string[],
  predicted: readonly PredictedValue[],
  language: Language,
): VerdictBlock {
  const answers = predicted.flatMap(({ key, got }) => {
    if (typeof got !== "number" || said.includes(key)) return [];
    const answer = `${shortWord(key, language)} ${measure(key, got, language)}`;
    // A path begins with a name, which keeps its case.
    return [key.includes(".") ? answer : answer.slice(0, 1).toLocaleUpperCase(language) + answer.slice(1)];
  });
  if (answers.length === 0) return verdict;
  return { ...verdict, text: `${answers.join(". ")}. ${verdict.text}` };
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

/** A sentence for each that did not hold. */
export function missedIn(expected: readonly ExpectedValue[], language: Language): string[] {
  const { expectation: words } = { en, ru }[language];
  return expected
    .filter(({ held }) => !held)
    .map(({ key, want, got }) =>
      words.missed(keyWord(key, language), scalar(want, language), scalar(got, language)),
    );
}

function keyWord(key: string, language: Language): string {
  const word = knownWord(key, language);
  return word ? `${word} (${key})` : key;
}

/** `matrix.buffered.before-commit.lost` as `buffered before-commit lost`, `latencyMs.p99` as `p99`. */
function shortWord(key: string, language: Language): string {
  const parts = key.split(".");
  const last = knownWord(key, language) ?? parts.at(-1) ?? key;
  return [...parts.slice(1, -1).filter((part) => part !== "serviceMs"), last].join(" ");
}

function knownWord(key: string, language: Language): string | undefined {
  const { keys } = { en, ru }[language];
  const last = key.slice(key.lastIndexOf(".") + 1);
  return Object.hasOwn(keys, last) ? keys[last] : undefined;
}

/** With its unit, where the key has one. */
function measure(key: string, value: Scalar | null, language: Language): string {
  const words = { en, ru }[language];
  if (typeof value !== "number") return scalar(value, language);
  if (isLatency(key)) return words.ms(formatLatency(value, language));
  if (key === "durationMs") return formatDuration(value, language);
  return key === "requestsPerSecond" ? words.perSecond(formatRate(value, language)) : scalar(value, language);
}

function isLatency(key: string): boolean {
  return /^(latencyMs|openLoop\.serviceMs)\./.test(key);
}

function scalar(value: Scalar | null, language: Language): string {
  const words = { en, ru }[language];
  if (value === null) return words.nothing;
  if (typeof value === "boolean") return value ? words.yes : words.no;
  return typeof value === "number" ? formatNumber(value, language) : value;
}
