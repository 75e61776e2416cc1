import * as vscode from "vscode";
import { explain, isAbort } from "../../common/lab-error.ts";
import { languageOf } from "../../common/language.ts";

/** Registers a command that tells the student what went wrong, in the editor's language. */
export function registerCommand<A extends unknown[]>(
  name: string,
  run: (...parameters: A) => Promise<unknown>,
): vscode.Disposable {
  return vscode.commands.registerCommand(`surgeLab.${name}`, async (...parameters: A) => {
    try {
      return await run(...parameters);
    } catch (error) {
      if (!isAbort(error)) {
        void vscode.window.showErrorMessage(explain(error, languageOf(vscode.env.language)));
      }
      return undefined;
    }
  });
}
