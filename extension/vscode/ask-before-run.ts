import * as vscode from "vscode";
import type { CellExecution } from "./cell-execution.ts";
import type { GuessQuestion } from "./guess-questions.ts";
import { labCell, resultLanguage } from "./lab-cell.ts";
import { CellText } from "./language/cell-text.ts";
import { toEditorLanguage } from "./notebook-type.ts";

/** Asks for the guesses that the cell leaves open, and writes them into it as the student could have done. */
export async function askBeforeRun({ cell, signal }: CellExecution): Promise<void> {
  if (!vscode.workspace.isTrusted || cell.document.languageId !== toEditorLanguage("yaml")) return;
  const { actions, askGuesses, guessEdits } = await import("./heavy.ts");
  const language = resultLanguage(cell.notebook, vscode.env.language);
  const guesses = await askGuesses(labCell(cell), actions, language, (question) => ask(question, signal));
  if (guesses.size === 0 || cell.notebook.isClosed) return;
  const text = new CellText(cell.document);
  const edit = new vscode.WorkspaceEdit();
  for (const { from, to, text: guess } of guessEdits(text.source, guesses)) {
    edit.replace(cell.document.uri, text.range(from, to), guess);
  }
  if (await vscode.workspace.applyEdit(edit)) return;
  void vscode.window.showWarningMessage(vscode.l10n.t("The prediction could not be written into the cell."));
}

async function ask(
  { title, prompt, placeholder, refuse }: GuessQuestion,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (signal.aborted) return undefined;
  const stop = new vscode.CancellationTokenSource();
  const onAbort = () => stop.cancel();
  signal.addEventListener("abort", onAbort, { once: true });
  const options: vscode.InputBoxOptions = {
    title,
    prompt,
    placeHolder: placeholder,
    // The cell that is asked about may be below the fold, or another one worth a look.
    ignoreFocusOut: true,
    validateInput: refuse,
  };
  try {
    return await vscode.window.showInputBox(options, stop.token);
  } finally {
    signal.removeEventListener("abort", onAbort);
    stop.dispose();
  }
}
