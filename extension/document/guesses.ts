import type { Language } from "../common/language.ts";
import { interpretAll, interpretCell } from "./cell.ts";
import type { Fix } from "./cell-error.ts";
import { reasonKey } from "./cell-values.ts";
import { type Entry, entriesOf, rangeOf, readYaml } from "./cell-yaml.ts";
import type { DescribedAction, ValueAbout } from "./described-action.ts";
import type { Cell } from "./document.ts";

/** A key of `predict` without a value: the student has not guessed yet. */
export interface OpenGuess {
  readonly key: string;
  /** Undefined for a value that the action does not describe. */
  readonly value: ValueAbout | undefined;
}

/** In their order; none in a cell that cannot run. */
export function openGuesses(cell: Cell, actions: readonly DescribedAction[]): OpenGuess[] {
  if (cell.language !== "yaml" || interpretAll(cell, actions).length > 0) return [];
  const { values } = interpretCell(cell, actions).action;
  return openEntries(cell.code).map(({ key }) => ({ key, value: values[key] }));
}

/** The edits that write guesses into the code of a cell and leave everything else as it is. */
export function guessEdits(source: string, guesses: ReadonlyMap<string, string>): Fix[] {
  return openEntries(source).flatMap(({ key, keyNode, valueNode }) => {
    const guess = guesses.get(key);
    if (guess === undefined) return [];
    // `null` and `~` mean the same as no value.
    if (valueNode) return [{ ...rangeOf(valueNode), text: guess }];
    const { to: keyEnd } = rangeOf(keyNode);
    const colon = /^\s*:/.exec(source.slice(keyEnd))?.[0];
    const at = keyEnd + (colon?.length ?? 0);
    return [{ from: at, to: at, text: colon === undefined ? `: ${guess}` : ` ${guess}` }];
  });
}

/** The typed guess as it is written in a cell; undefined when it cannot be a guess of this value. */
export function readGuess(
  typed: string,
  value: ValueAbout | undefined,
  language: Language,
): string | undefined {
  const text = typed.trim();
  if (value?.words) return value.words.find((word) => word === text.toLowerCase());
  const number = readNumber(text, language);
  return number !== undefined && number <= Number.MAX_SAFE_INTEGER ? String(number) : undefined;
}

const forms = {
  en: /^(?:\d{1,3}(?:[ ,\u00a0\u202f]\d{3})+|\d+)(?:\.\d+)?$/,
  ru: /^(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:[.,]\d+)?$/,
} satisfies Record<Language, RegExp>;

/** With the digit groups of that language, or without any. */
function readNumber(text: string, language: Language): number | undefined {
  if (!forms[language].test(text)) return undefined;
  const plain = text.replaceAll(/[ \u00a0\u202f]/g, "");
  return Number(language === "en" ? plain.replaceAll(",", "") : plain.replace(",", "."));
}

function openEntries(source: string): Entry[] {
  const read = readYaml(source);
  if ("problems" in read) return [];
  const { root, toJS } = read.yaml;
  const predict = entriesOf(root).find(({ key }) => key === "predict");
  return entriesOf(predict?.valueNode).filter(
    ({ key, valueNode }) => key !== reasonKey && toJS(valueNode) === null,
  );
}
