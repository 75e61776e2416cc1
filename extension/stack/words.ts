import { type Language, type Localized, languages } from "../common/language.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

/** Says something in every language: `const say = wordsOf({ en, ru }); say(({ startingApp }) => startingApp)`. */
export function wordsOf<Words>(catalogues: Readonly<Record<Language, Words>>) {
  return (say: (words: Words) => string): Localized =>
    // `languages` are all the keys of `Localized`.
    Object.fromEntries(languages.map((language) => [language, say(catalogues[language])])) as Localized;
}

/** The progress of a start. */
export const progressText = wordsOf({ en, ru });
