import type { Language } from "../common/language.ts";
import { en, type Texts } from "./words.en.ts";
import { ru } from "./words.ru.ts";

export type { Texts } from "./words.en.ts";

export const texts: Readonly<Record<Language, Texts>> = { en, ru };

/** TRANSITION: what is shared by the slices takes a language; views that have not moved yet still hand on `Texts`. */
export type Reader = Language | Texts;

export function languageOf(reader: Reader): Language {
  return typeof reader === "string" ? reader : reader.language;
}
