import * as vscode from "vscode";
import { notebookOf, resultLanguage } from "../lab-cell.ts";
import type { OpenLabs } from "../open-labs.ts";
import { CellText } from "./cell-text.ts";

/** What an action, a parameter, a value of the result or a strategy is. */
export function hovers(labs: OpenLabs): vscode.HoverProvider {
  return {
    async provideHover(document, position) {
      const notebook = notebookOf(document);
      if (!notebook) return undefined;
      const { actions, hover, knownNames } = await import("../heavy.ts");
      const names = await knownNames((await labs.of(notebook)).session);
      const text = new CellText(document);
      const hint = hover(text.source, text.offsetAt(position), actions, names);
      if (!hint) return undefined;
      const language = resultLanguage(notebook, vscode.env.language);
      return new vscode.Hover(new vscode.MarkdownString(hint.text[language]), text.range(hint.from, hint.to));
    },
  };
}
