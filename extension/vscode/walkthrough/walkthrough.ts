import * as vscode from "vscode";
import { notebookType } from "../notebook/notebook-type.ts";
import type { OpenLabs } from "../open-labs.ts";
import { registerCommand } from "../register-command.ts";
import { findEngine } from "./check-engine.ts";
import { reach } from "./context-keys.ts";

/** Tells the walkthrough what has happened: its steps are done by that, and not by a click. */
export function registerWalkthrough(labs: OpenLabs): vscode.Disposable {
  let looked = false;
  const look = async (notebook: vscode.NotebookDocument) => {
    if (notebook.notebookType !== notebookType) return;
    reach("labOpen");
    if (looked || !vscode.workspace.isTrusted) return;
    looked = true;
    // The start, or the command that checks, will say what this machine lacks.
    await findEngine(await labs.of(notebook)).catch(() => undefined);
  };
  const lookAtAll = () => vscode.workspace.notebookDocuments.forEach(look);
  lookAtAll();
  tellThatItIsOpen();
  return vscode.Disposable.from(
    vscode.window.tabGroups.onDidChangeTabs(tellThatItIsOpen),
    vscode.workspace.onDidOpenNotebookDocument(look),
    vscode.workspace.onDidGrantWorkspaceTrust(lookAtAll),
  );
}

/**
 * VS Code ignores a context key that was set before it has loaded the walkthrough; this one changes later.
 * Pages of VS Code itself, such as a walkthrough, are tabs without an input.
 */
function tellThatItIsOpen(): void {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const open = tabs.some(({ input }) => input === undefined);
  void vscode.commands.executeCommand("setContext", "surgeLab.walkthroughOpen", open);
}

export function registerOpenWalkthrough({ extension }: vscode.ExtensionContext): vscode.Disposable {
  // The walkthrough's id in package.json.
  const walkthrough = `${extension.id}#start`;
  return registerCommand("openWalkthrough", async () => {
    await vscode.commands.executeCommand("workbench.action.openWalkthrough", walkthrough);
  });
}
