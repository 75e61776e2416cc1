import * as vscode from "vscode";
import { notebookType, toEditorLanguage } from "../notebook/notebook-type.ts";
import type { OpenLabs } from "../open-labs.ts";
import { completions } from "./completions.ts";
import { registerDiagnostics } from "./diagnostics.ts";
import { formatting } from "./formatting.ts";
import { hovers } from "./hovers.ts";
import { quickFixes } from "./quick-fixes.ts";

/** Helps to type the cells of a lab, and marks problems in them. Each provider loads what it needs when it is first asked. */
export function registerLanguageFeatures(labs: OpenLabs): vscode.Disposable {
  const cells: vscode.DocumentFilter = { notebookType, language: toEditorLanguage("yaml") };
  const { QuickFix } = vscode.CodeActionKind;
  return vscode.Disposable.from(
    registerDiagnostics(labs),
    vscode.languages.registerCompletionItemProvider(cells, completions(labs), " ", "{", '"'),
    vscode.languages.registerHoverProvider(cells, hovers(labs)),
    vscode.languages.registerCodeActionsProvider(cells, quickFixes(labs), {
      providedCodeActionKinds: [QuickFix],
    }),
    vscode.languages.registerDocumentFormattingEditProvider(cells, formatting),
  );
}
