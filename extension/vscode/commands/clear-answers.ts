import * as vscode from "vscode";
import { formatNumber } from "../../common/language.ts";
import { editorLanguage, editorWords } from "../editor-language.ts";
import { editorError } from "../errors.ts";
import { CellSource } from "../language/cell-source.ts";
import { toEditorLanguage } from "../notebook/notebook-type.ts";
import { activeLabNotebook } from "../open-labs.ts";
import { registerCommand } from "../register-command.ts";

/** Opens the guesses again for the next reader. Edits text and runs nothing, so it works without trust too. */
export function registerClearAnswers(): vscode.Disposable {
  return registerCommand("clearAnswers", async () => {
    const notebook = activeLabNotebook();
    if (!notebook) throw editorError("no-lab-in-front");
    const { clearEdits } = await import("../on-demand.ts");
    const edit = new vscode.WorkspaceEdit();
    const before = new Map<vscode.TextDocument, string>();
    for (const { document } of notebook.getCells()) {
      if (document.languageId !== toEditorLanguage("yaml")) continue;
      const text = new CellSource(document);
      const edits = clearEdits(text.source);
      if (edits.length === 0) continue;
      before.set(document, document.getText());
      for (const { from, to, text: put } of edits) edit.replace(document.uri, text.range(from, to), put);
    }
    const cleared = before.size > 0 && (await vscode.workspace.applyEdit(edit));
    void offerUndo(cleared ? before : new Map());
    return before.size;
  });
}

async function offerUndo(before: ReadonlyMap<vscode.TextDocument, string>): Promise<void> {
  const { none, done, undo } = editorWords().clearAnswers;
  if (before.size === 0) {
    void vscode.window.showInformationMessage(none);
    return;
  }
  const after = [...before.keys()].map((document) => [document, document.getText()] as const);
  const said = done(formatNumber(before.size, editorLanguage()));
  if ((await vscode.window.showInformationMessage(said, undo)) !== undo) return;
  const edit = new vscode.WorkspaceEdit();
  for (const [document, cleared] of after) {
    // A guess that was made since then stays.
    if (document.isClosed || document.getText() !== cleared) continue;
    const all = new vscode.Range(
      new vscode.Position(0, 0),
      document.lineAt(document.lineCount - 1).range.end,
    );
    edit.replace(document.uri, all, before.get(document) ?? cleared);
  }
  await vscode.workspace.applyEdit(edit);
}
