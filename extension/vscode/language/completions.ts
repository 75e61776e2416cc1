import * as vscode from "vscode";
import type { Language } from "../../common/language.ts";
import type { Suggestion } from "../../document/suggest-values.ts";
import { notebookOf, resultLanguage } from "../notebook/lab-cell.ts";
import type { OpenLabs } from "../open-labs.ts";
import { CellSource } from "./cell-source.ts";

/** Completes actions, keys and values. */
export function completions(labs: OpenLabs): vscode.CompletionItemProvider {
  return {
    async provideCompletionItems(document, position) {
      const notebook = notebookOf(document);
      if (!notebook) return undefined;
      const { actions, complete, knownNames } = await import("../on-demand.ts");
      const names = await knownNames((await labs.of(notebook)).session);
      const text = new CellSource(document);
      const { from, to, suggestions } = complete(text.source, text.offsetAt(position), actions, names);
      const range = text.range(from, to);
      const language = resultLanguage(notebook);
      return suggestions.map((suggestion, index) => item(suggestion, { index, range, language }));
    },
  };
}

const kinds = {
  action: vscode.CompletionItemKind.Function,
  key: vscode.CompletionItemKind.Property,
  value: vscode.CompletionItemKind.Value,
};

function item(
  { kind, label, insert, detail, about, goesOn }: Suggestion,
  { index, range, language }: { index: number; range: vscode.Range; language: Language },
): vscode.CompletionItem {
  const result = new vscode.CompletionItem(label, kinds[kind]);
  result.insertText = insert;
  result.range = range;
  result.sortText = String(index).padStart(4, "0");
  // VS Code shows a detail as plain text.
  if (detail) result.detail = detail[language].replaceAll("`", "");
  if (about) result.documentation = new vscode.MarkdownString(about[language]);
  if (goesOn) result.command = { command: "editor.action.triggerSuggest", title: "" };
  return result;
}
