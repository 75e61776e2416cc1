import type { Language } from "../../common/language.ts";
import type { DescribedAction } from "../../document/described-action.ts";
import type { Cell } from "../../document/document.ts";
import { hasReason, type OpenGuess, openGuesses, readGuess } from "../../document/guesses.ts";
import { words } from "../words.ts";

export interface GuessQuestion {
  readonly title: string;
  readonly prompt: string;
  readonly placeholder: string;
  /** @returns what is wrong with that guess; undefined when nothing is. */
  refuse(typed: string): string | undefined;
}

export interface Answers {
  /** By key, as they are written in a cell. */
  readonly guesses: ReadonlyMap<string, string>;
  /** Empty where none is given. */
  readonly why: string;
}

/**
 * Asks for each guess that the cell leaves open, until one is not answered; then, of a student who answered all, why.
 * @param ask gives undefined when the student declines
 */
export async function askGuesses(
  cell: Cell,
  actions: readonly DescribedAction[],
  language: Language,
  ask: (question: GuessQuestion) => PromiseLike<string | undefined>,
): Promise<Answers> {
  const guesses = new Map<string, string>();
  const open = openGuesses(cell, actions);
  for (const [index, guess] of open.entries()) {
    const place = open.length > 1 ? ` (${index + 1}/${open.length})` : "";
    const typed = await ask(question(guess, place, language));
    const text = typed === undefined ? undefined : readGuess(typed, guess.value, language);
    if (text === undefined) return { guesses, why: "" };
    guesses.set(guess.key, text);
  }
  if (guesses.size === 0 || hasReason(cell.code)) return { guesses, why: "" };
  const why = await ask(reasonQuestion(language));
  return { guesses, why: why?.trim() ?? "" };
}

function reasonQuestion(language: Language): GuessQuestion {
  const { why, whyOptional } = words[language].guess;
  return { title: why, prompt: whyOptional, placeholder: "", refuse: () => undefined };
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
