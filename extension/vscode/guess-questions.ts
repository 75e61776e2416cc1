import type { Language, Localized } from "../common/language.ts";
import type { DescribedAction } from "../document/described-action.ts";
import type { Cell } from "../document/document.ts";
import { type OpenGuess, openGuesses, readGuess } from "../document/guesses.ts";

export interface GuessQuestion {
  readonly title: string;
  readonly prompt: string;
  readonly placeholder: string;
  /** @returns what is wrong with that guess; undefined when nothing is. */
  refuse(typed: string): string | undefined;
}

/**
 * Asks for each guess that the cell leaves open, until one is not answered.
 * @param ask gives undefined when the student would rather not
 * @returns by key, as they are written in a cell
 */
export async function askGuesses(
  cell: Cell,
  actions: readonly DescribedAction[],
  language: Language,
  ask: (question: GuessQuestion) => PromiseLike<string | undefined>,
): Promise<ReadonlyMap<string, string>> {
  const guesses = new Map<string, string>();
  const open = openGuesses(cell, actions);
  for (const [index, guess] of open.entries()) {
    const place = open.length > 1 ? ` (${index + 1}/${open.length})` : "";
    const typed = await ask(question(guess, place, language));
    const text = typed === undefined ? undefined : readGuess(typed, guess.value, language);
    if (text === undefined) break;
    guesses.set(guess.key, text);
  }
  return guesses;
}

function question({ key, value }: OpenGuess, place: string, language: Language): GuessQuestion {
  const wanted = (value?.words ? oneOf(value.words) : number)[language];
  const about = value ? `${value.about[language]} ` : "";
  return {
    // A refusal takes the place of the prompt, so the key stands above.
    title: `${yourPrediction[language]}: ${key}${place}`,
    prompt: about + orNone[language],
    placeholder: wanted,
    refuse: (typed) => (readGuess(typed, value, language) === undefined ? wanted : undefined),
  };
}

const yourPrediction: Localized = { en: "Your prediction", ru: "Ваш прогноз" };

const orNone: Localized = {
  en: "Escape runs the cell without a prediction.",
  ru: "Escape — запустить без прогноза.",
};

const number: Localized = { en: "A number, for example 1000", ru: "Число, например 1000" };

function oneOf(words: readonly string[]): Localized {
  const list = words.join(", ");
  return { en: `One of: ${list}`, ru: `Одно из: ${list}` };
}
