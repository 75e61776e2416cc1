import { actions } from "../actions/index.ts";
import type { Language } from "../common/language.ts";
import { words } from "./words.ts";

export function help(language: Language): string {
  const names = actions.map(({ name, about }) => `  ${name.padEnd(10)}${about[language]}`);
  return [words[language].help, ...names].join("\n");
}
