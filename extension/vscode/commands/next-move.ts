import * as vscode from "vscode";
import { explain } from "../../common/lab-error.ts";
import { editorLanguage, editorWords } from "../editor-language.ts";
import { resultLanguage } from "../notebook/lab-cell.ts";
import type { OpenLabs } from "../open-labs.ts";
import { registerCommand } from "../register-command.ts";
import { answerWith, possibleIn, walkingNotebook } from "../running/waiting-walks.ts";
import { fileOfLab } from "./mistake-place.ts";

const rendererId = "surge-lab-renderer";

/** The next move of a walk: by a button in its output, or by this command, which asks for it. */
export function registerNextMove(labs: OpenLabs): vscode.Disposable {
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
    buttons.onDidReceiveMessage(async ({ editor, message }) => {
      const { type, value, file, line } = Object(message);
      if (type !== "open") answerWith(editor.notebook, value);
      else await openInLab(labs.knownOf(editor.notebook)?.session.options.stackFolder, file, line);
    }),
  );
}

/** An output may have been written by anybody, so only files of the lab are opened. */
async function openInLab(stackFolder: string | undefined, file: unknown, line: unknown): Promise<void> {
  const found = stackFolder === undefined ? undefined : fileOfLab(stackFolder, file);
  if (found === undefined) return;
  const start = new vscode.Position(Math.max(0, (Number(line) || 1) - 1), 0);
  // The file may have been renamed since.
  await vscode.window
    .showTextDocument(vscode.Uri.file(found), { selection: new vscode.Range(start, start) })
    .then(undefined, (error) => vscode.window.showErrorMessage(explain(error, editorLanguage())));
}

async function choose(notebook: vscode.NotebookDocument): Promise<string | undefined> {
  const { moveChoice } = await import("../on-demand.ts");
  const language = resultLanguage(notebook);
  const { prompt, options } = moveChoice(possibleIn(notebook) ?? [], language);
  const open = options.filter(({ disabled }) => !disabled);
  return (await vscode.window.showQuickPick(open, { title: prompt }))?.value;
}
