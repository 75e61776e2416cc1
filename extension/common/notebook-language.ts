import { isLanguage, type Language } from "./language.ts";

/** The language that a notebook's name tells: `surge.ru.lab.md` is Russian; undefined when it tells none. */
export function notebookLanguage(file: string | undefined): Language | undefined {
  const code = /\.([a-z]{2})\.lab\.md$/i.exec(file ?? "")?.[1]?.toLowerCase();
  return isLanguage(code) ? code : undefined;
}
