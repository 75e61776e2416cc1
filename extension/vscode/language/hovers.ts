import * as vscode from "vscode";
import { notebookOf, resultLanguage } from "../notebook/lab-cell.ts";
import type { OpenLabs } from "../open-labs.ts";
import { CellSource } from "./cell-source.ts";

/** Explains an action, a parameter, a value of the result or a strategy. */
export function hovers(labs: OpenLabs): vscode.HoverProvider {
  return {
    async provideHover(document, position) {
      const notebook = notebookOf(document);
      if (!notebook) return undefined;
      const { actions, hover, knownNames } = await import("../on-demand.ts");
      const names = await knownNames((await labs.of(notebook)).session);
      const text = new CellSource(document);
      const hint = hover(text.source, text.offsetAt(position), actions, names);
      if (!hint) return undefined;
      const language = resultLanguage(notebook);
      return new vscode.Hover(new vscode.MarkdownString(hint.text[language]), text.range(hint.from, hint.to));
    },
  };
}
