import * as vscode from "vscode";
import { editorLanguage, editorWords } from "./editor-language.ts";
import { editorError } from "./errors.ts";

/** True in a trusted window; otherwise says why the command does nothing, and offers to change it. */
export function isTrusted(): boolean {
  if (vscode.workspace.isTrusted) return true;
  void explainRestrictedMode();
  return false;
}

async function explainRestrictedMode(): Promise<void> {
  const { manage } = editorWords().trust;
  const why = editorError("untrusted").what[editorLanguage()];
  const choice = await vscode.window.showWarningMessage(why, manage);
  if (choice === manage) await vscode.commands.executeCommand("workbench.trust.manage");
}

/** Asks before server programs are downloaded. */
export async function confirmDownload(what: string): Promise<boolean> {
  const { download } = editorWords();
  return (await vscode.window.showInformationMessage(what, { modal: true }, download)) === download;
}

/** The text of each cell that has been agreed to; a cell that was edited since is asked about again. */
const agreed = new WeakMap<vscode.NotebookCell, string>();

/** Asks before a cell runs as PostgreSQL's superuser, and shows what it would run. */
export async function confirmSuperuser(cell: vscode.NotebookCell, what: string): Promise<boolean> {
  const code = cell.document.getText();
  if (agreed.get(cell) === code) return true;
  const { goOn } = editorWords().attach;
  const options = { modal: true, detail: code.length > 500 ? `${code.slice(0, 500)}…` : code };
  const isAgreed = (await vscode.window.showWarningMessage(what, options, goOn)) === goOn;
  if (isAgreed) agreed.set(cell, code);
  return isAgreed;
}

/** Asks before anything is written to, or removed from, servers that the lab has not started. */
export async function confirmWrite(what: string): Promise<boolean> {
  const { goOn } = editorWords().attach;
  return (await vscode.window.showWarningMessage(what, { modal: true }, goOn)) === goOn;
}
