import type { Language } from "../../common/language.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

export const keptWords: Readonly<Record<Language, typeof en>> = { en, ru };

/** To the minute, in the reader's own time zone: “27 Nov 2026, 21:05”. */
export function localTimeText(time: Date, language: Language): string {
  const locale = language === "en" ? "en-GB" : language;
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }).format(time);
}
