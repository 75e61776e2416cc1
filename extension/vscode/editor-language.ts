import * as vscode from "vscode";
import { type Language, languageOf } from "../common/language.ts";
import { words } from "./words.ts";

/** The lab's language nearest to VS Code's display language. */
export function editorLanguage(): Language {
  return languageOf(vscode.env.language);
}

/** The words of the editor's side in that language. */
export function editorWords() {
  return words[editorLanguage()];
}
