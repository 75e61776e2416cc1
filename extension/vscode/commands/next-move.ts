import * as vscode from "vscode";
import { editorWords } from "../editor-language.ts";
import { resultLanguage } from "../notebook/lab-cell.ts";
import { registerCommand } from "../register-command.ts";
import { answerWith, possibleIn, walkingNotebook } from "../running/waiting-walks.ts";

const rendererId = "surge-lab-renderer";

/** The next move of a walk: by a button in its output, or by this command, which asks for it. */
export function registerNextMove(): vscode.Disposable {
  const buttons = vscode.notebooks.createRendererMessaging(rendererId);
  return vscode.Disposable.from(
    registerCommand("nextMove", async (move) => {
      const notebook = walkingNotebook();
      if (!notebook) {
        void vscode.window.showInformationMessage(editorWords().noWalk);
        return false;
      }
      const chosen = typeof move === "string" ? move : await choose(notebook);
      return chosen !== undefined && answerWith(notebook, chosen);
    }),
    buttons.onDidReceiveMessage(({ editor, message }) => {
      answerWith(editor.notebook, Object(message).value);
    }),
  );
}

async function choose(notebook: vscode.NotebookDocument): Promise<string | undefined> {
  const { moveChoice } = await import("../on-demand.ts");
  const language = resultLanguage(notebook);
  const { prompt, options } = moveChoice(possibleIn(notebook) ?? [], language);
  return (await vscode.window.showQuickPick([...options], { title: prompt }))?.value;
}
