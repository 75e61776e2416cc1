import * as vscode from "vscode";
import { editorWords } from "../editor-language.ts";
import { cellOf } from "../notebook/lab-cell.ts";
import type { OpenLabs } from "../open-labs.ts";
import { problemsIn } from "./problems.ts";

/** Replaces an unknown name with the nearest known one. */
export function quickFixes(labs: OpenLabs): vscode.CodeActionProvider {
  return {
    async provideCodeActions(document, range, { diagnostics }) {
      const cell = cellOf(document);
      if (!cell) return undefined;
      const problems = (await problemsIn(cell.notebook, labs))(cell);
      return problems.flatMap((problem) => {
        const { fix } = problem;
        if (!fix || !problem.range.intersection(range)) return [];
        const title = editorWords().changeTo(fix.text);
        const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
        action.diagnostics = diagnostics.filter((each) => each.range.isEqual(problem.range));
        action.isPreferred = true;
        action.edit = new vscode.WorkspaceEdit();
        action.edit.replace(document.uri, fix.range, fix.text);
        return [action];
      });
    },
  };
}
