import * as vscode from "vscode";
import type { EngineCheck } from "../stack/check-engine.ts";
import { notebookType } from "./notebook-type.ts";
import type { OpenLab, OpenLabs } from "./open-labs.ts";
import { reach } from "./reach.ts";

/** Tells the walkthrough what has really happened; the editor itself remembers which of its steps are done. */
export function registerWalkthrough(labs: OpenLabs): vscode.Disposable {
  let looked = false;
  const look = async (notebook: vscode.NotebookDocument) => {
    if (notebook.notebookType !== notebookType) return;
    reach("labOpen");
    if (looked || !vscode.workspace.isTrusted) return;
    looked = true;
    // What this machine lacks is said by the start, or by the command that checks.
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
 * The editor misses a key that was true before it knew the walkthrough; this one changes after that.
 * Pages of the editor itself, as the walkthrough is one, are tabs without an input.
 */
function tellThatItIsOpen(): void {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const open = tabs.some(({ input }) => input === undefined);
  void vscode.commands.executeCommand("setContext", "surgeLab.walkthroughOpen", open);
}

/** Starts nothing. @throws LabError that says what to install */
export async function findEngine({ session }: OpenLab): Promise<EngineCheck> {
  const { checkEngine } = await import("./heavy.ts");
  const check = await checkEngine({ ...session.options, signal: AbortSignal.timeout(30_000) });
  reach("engineFound");
  return check;
}
