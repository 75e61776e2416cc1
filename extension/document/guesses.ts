import { isScalar } from "yaml";
import type { Language } from "../common/language.ts";
import { interpretAll, interpretCell } from "./cell.ts";
import type { Fix, Place } from "./cell-error.ts";
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

/** True where the cell gives a reason for its guesses. */
export function hasReason(source: string): boolean {
  return predictions(source).some(({ key }) => key === reasonKey);
}

/** In their order; none in a cell that cannot run. */
export function openGuesses(cell: Cell, actions: readonly DescribedAction[]): OpenGuess[] {
  if (cell.language !== "yaml" || interpretAll(cell, actions).length > 0) return [];
  const { values } = interpretCell(cell, actions).action;
  return openEntries(cell.code).map(({ key }) => ({ key, value: values[key] }));
}

/**
 * The edits that write guesses into the code of a cell and leave everything else as it is.
 * @param why the student's reason for them; it is not written where the cell has one
 */
export function guessEdits(source: string, guesses: ReadonlyMap<string, string>, why = ""): Fix[] {
  const edits = valueEdits(source, guesses);
  return why === "" ? edits : [...edits, ...reasonEdits(source, edits.at(-1), why)];
}

/** Behind the last guess: on a line of its own, or between the braces. */
function reasonEdits(source: string, lastEdit: Fix | undefined, why: string): Fix[] {
  const all = predictions(source);
  const [first, last] = [all[0], all.at(-1)];
  // In YAML, too, this is text between quotes.
  const text = `${reasonKey}: ${JSON.stringify(why.toWellFormed())}`;
  if (!first || !last || all.some(({ key }) => key === reasonKey)) return [];
  const begin = rangeOf(first.keyNode).from;
  const end = Math.max(rangeOf(last.valueNode ?? last.keyNode).to, lastEdit?.to ?? 0);
  const indent = source.slice(source.lastIndexOf("\n", begin) + 1, begin);
  if (indent.trim() !== "") return [{ from: end, to: end, text: `, ${text}` }];
  const lineEnd = source.indexOf("\n", end);
  const at = lineEnd < 0 ? source.length : lineEnd;
  return [{ from: at, to: at, text: `\n${indent}${text}` }];
}

function valueEdits(source: string, guesses: ReadonlyMap<string, string>): Fix[] {
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
  return predictions(source).filter(
    ({ key, valueNode }) =>
      key !== reasonKey && (!valueNode || (isScalar(valueNode) && valueNode.value === null)),
  );
}

function predictions(source: string): Entry[] {
  const read = readYaml(source);
  if ("problems" in read) return [];
  const predict = entriesOf(read.yaml.root).find(({ key }) => key === "predict");
  return entriesOf(predict?.valueNode);
}

/** The edits that take every guess out of a cell, and the reason: each key of `predict` is asked for again. */
export function clearEdits(source: string): Fix[] {
  return predictions(source).flatMap(({ key, keyNode, valueNode }, index, all) => {
    const { from, to } = rangeOf(keyNode);
    const end = valueNode ? rangeOf(valueNode).to : to;
    if (key !== reasonKey) {
      const colon = /^\s*:/.exec(source.slice(to))?.[0] ?? "";
      const isOpen = !valueNode || (isScalar(valueNode) && valueNode.value === null);
      return isOpen ? [] : [{ from: to + colon.length, to: end, text: "" }];
    }
    const before = all[index - 1];
    const begin = before ? rangeOf(before.valueNode ?? before.keyNode).to : from;
    return [removal(source, { from, to: end }, begin, all[index + 1])];
  });
}

/** Its line, or what stands between the braces, with one comma. */
function removal(source: string, { from, to }: Place, afterBefore: number, next: Entry | undefined): Fix {
  const lineStart = source.lastIndexOf("\n", from) + 1;
  if (source.slice(lineStart, from).trim() === "") {
    const lineEnd = source.indexOf("\n", to);
    if (lineEnd >= 0) return { from: lineStart, to: lineEnd + 1, text: "" };
    return { from: Math.max(0, lineStart - 1), to: source.length, text: "" };
  }
  if (next) return { from, to: rangeOf(next.keyNode).from, text: "" };
  const comma = source.lastIndexOf(",", from);
  return { from: comma >= afterBefore ? comma : from, to, text: "" };
}
