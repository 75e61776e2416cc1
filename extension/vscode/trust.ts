import * as vscode from "vscode";

/** True in a trusted window; else says why the command does not run, and what to do. */
export function isTrusted(): boolean {
  if (vscode.workspace.isTrusted) return true;
  void sayWhyNot();
  return false;
}

async function sayWhyNot(): Promise<void> {
  const manage = vscode.l10n.t("Manage Workspace Trust");
  const why = vscode.l10n.t(
    "This window is in Restricted Mode, so Surge Lab runs nothing: it would start servers and run the code of this folder.",
  );
  const choice = await vscode.window.showWarningMessage(why, manage);
  if (choice === manage) await vscode.commands.executeCommand("workbench.trust.manage");
}
