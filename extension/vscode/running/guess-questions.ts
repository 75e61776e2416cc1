import type { Language } from "../../common/language.ts";
import type { DescribedAction } from "../../document/described-action.ts";
import type { Cell } from "../../document/document.ts";
import { type OpenGuess, openGuesses, readGuess } from "../../document/guesses.ts";
import { words } from "../words.ts";

export interface GuessQuestion {
  readonly title: string;
  readonly prompt: string;
  readonly placeholder: string;
  /** @returns what is wrong with that guess; undefined when nothing is. */
  refuse(typed: string): string | undefined;
}

/**
 * Asks for each guess that the cell leaves open, until one is not answered.
 * @param ask gives undefined when the student declines
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
  const { title, orNone, number, oneOf } = words[language].guess;
  const wanted = value?.words ? oneOf(value.words.join(", ")) : number;
  const about = value ? `${value.about[language]} ` : "";
  return {
    // A refusal replaces the prompt, so the key stands in the title.
    title: title(key) + place,
    prompt: about + orNone,
    placeholder: wanted,
    refuse: (typed) => (readGuess(typed, value, language) === undefined ? wanted : undefined),
  };
}
