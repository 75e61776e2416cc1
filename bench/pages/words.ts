import type { Language } from "../../extension/common/language.ts";
import type { Ratio } from "../part.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

export const wordsOf = (language: Language) => ({ en, ru })[language];

/** The name of a ratio: the two sides that it compares. */
export function ratioWords({ name, of }: Ratio, language: Language): string {
  return wordsOf(language).ratios[name](of);
}
