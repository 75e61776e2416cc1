import * as vscode from "vscode";
import { registerCommand } from "./register.ts";

/** As contributed in package.json. */
const walkthrough = "start";

export function registerOpenWalkthrough({ extension }: vscode.ExtensionContext): vscode.Disposable {
  return registerCommand("openWalkthrough", async () => {
    await vscode.commands.executeCommand(
      "workbench.action.openWalkthrough",
      `${extension.id}#${walkthrough}`,
    );
  });
}
