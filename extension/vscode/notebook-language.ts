import { isLanguage, type Language, languageOf } from "../common/language.ts";

/** The notebook's own language, from a name such as `surge.ru.lab.md`; else the reader's. */
export function notebookLanguage(path: string, displayLanguage: string): Language {
  const code = /\.([a-z]{2})\.lab\.md$/i.exec(path)?.[1]?.toLowerCase();
  return isLanguage(code) ? code : languageOf(displayLanguage);
}
