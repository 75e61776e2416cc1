import * as vscode from "vscode";
import { editorWords } from "../editor-language.ts";
import { CellSource } from "../language/cell-source.ts";
import { labCell, resultLanguage } from "../notebook/lab-cell.ts";
import { toEditorLanguage } from "../notebook/notebook-type.ts";
import type { GuessQuestion } from "./guess-questions.ts";

/** Asks for the guesses that the cell leaves open, and writes them into the cell, where the student could type them. */
export async function askBeforeRun(cell: vscode.NotebookCell, signal: AbortSignal): Promise<void> {
  if (!vscode.workspace.isTrusted || cell.document.languageId !== toEditorLanguage("yaml")) return;
  const { actions, askGuesses, guessEdits } = await import("../on-demand.ts");
  const language = resultLanguage(cell.notebook);
  const { guesses, why } = await askGuesses(labCell(cell), actions, language, (question) =>
    ask(question, signal),
  );
  if (guesses.size === 0 || cell.notebook.isClosed) return;
  const text = new CellSource(cell.document);
  const edit = new vscode.WorkspaceEdit();
  for (const { from, to, text: written } of guessEdits(text.source, guesses, why)) {
    edit.replace(cell.document.uri, text.range(from, to), written);
  }
  if (await vscode.workspace.applyEdit(edit)) return;
  void vscode.window.showWarningMessage(editorWords().guess.notWritten);
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
    // The student may scroll to the cell, or look at another one, before answering.
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
