import * as vscode from "vscode";
import { explain, isAbort } from "../common/lab-error.ts";
import { editorLanguage } from "./editor-language.ts";

/**
 * Registers a command that tells the student what went wrong, in VS Code's language. A menu or a toolbar passes
 * objects of its own, so a command takes its arguments as unknown and ignores those that it does not expect.
 */
export function registerCommand(
  name: string,
  run: (...parameters: readonly unknown[]) => Promise<unknown>,
): vscode.Disposable {
  return vscode.commands.registerCommand(`surgeLab.${name}`, async (...parameters: readonly unknown[]) => {
    try {
      return await run(...parameters);
    } catch (error) {
      if (!isAbort(error)) void vscode.window.showErrorMessage(explain(error, editorLanguage()));
      return undefined;
    }
  });
}
