import * as vscode from "vscode";
import { resultLanguage } from "../lab-cell.ts";
import { answerWith, possibleIn, walkingNotebook } from "../walks.ts";
import { registerCommand } from "./register.ts";

const rendererId = "surge-lab-renderer";

/** The next move of a walk: by a button in its output, or by this command, which asks for it. */
export function registerNextMove(): vscode.Disposable {
  const buttons = vscode.notebooks.createRendererMessaging(rendererId);
  return vscode.Disposable.from(
    registerCommand("nextMove", async (move?: string) => {
      const notebook = walkingNotebook();
      if (!notebook) {
        void vscode.window.showInformationMessage(
          vscode.l10n.t("No walk waits for a move. Run a cell with “step:” and without “moves:” by itself."),
        );
        return false;
      }
      const chosen = move ?? (await choose(notebook));
      return chosen !== undefined && answerWith(notebook, chosen);
    }),
    buttons.onDidReceiveMessage(({ editor, message }) => {
      answerWith(editor.notebook, Object(message).value);
    }),
  );
}

async function choose(notebook: vscode.NotebookDocument): Promise<string | undefined> {
  const { moveChoice } = await import("../heavy.ts");
  const language = resultLanguage(notebook, vscode.env.language);
  const { prompt, options } = moveChoice(possibleIn(notebook) ?? [], language);
  return (await vscode.window.showQuickPick([...options], { title: prompt }))?.value;
}
