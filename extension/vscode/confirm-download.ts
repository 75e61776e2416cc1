import * as vscode from "vscode";

/** Asks before server binaries are fetched; false when the student refuses. */
export async function confirmDownload(what: string): Promise<boolean> {
  const fetchIt = vscode.l10n.t("Download");
  return (await vscode.window.showInformationMessage(what, { modal: true }, fetchIt)) === fetchIt;
}
