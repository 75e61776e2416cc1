import * as vscode from "vscode";
import { formatNumber, languageOf } from "../../common/language.ts";
import type { OpenLab, OpenLabs } from "../open-labs.ts";
import { isTrusted } from "../trust.ts";
import { registerCommand } from "./register.ts";

export function registerResetLab(labs: OpenLabs): vscode.Disposable {
  return registerCommand("resetLab", async () => {
    if (!isTrusted()) return undefined;
    const lab = await labs.current();
    const options = {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t("Resetting the lab"),
    };
    const said = await vscode.window.withProgress(options, async () => {
      await lab.queue.cancelAll();
      const done = await resetCounters(lab);
      await clearOutputs(labs.notebooksOf(lab));
      return done;
    });
    void vscode.window.showInformationMessage(said);
    return said;
  });
}

/** @returns what to tell the student. @throws LabError when the counters are not at zero afterwards. */
async function resetCounters({ session }: OpenLab): Promise<string> {
  if (session.state !== "running") {
    session.forget();
    return vscode.l10n.t(
      "Outputs and past runs are cleared. The stack is not running, so its counters were not touched: start it and reset again to zero them.",
    );
  }
  const { counters, forgottenRuns } = await session.reset();
  const number = (value: number) => formatNumber(value, languageOf(vscode.env.language));
  return vscode.l10n.t(
    "Lab reset and checked: {0} counters at 0, buffer empty, past runs forgotten: {1}.",
    number(counters.length),
    number(forgottenRuns),
  );
}

/** The editor's own command leaves the file clean, but knows only the notebook in front. */
async function clearOutputs(notebooks: readonly vscode.NotebookDocument[]): Promise<void> {
  const front = vscode.window.activeNotebookEditor?.notebook;
  const full = notebooks.filter((notebook) => notebook.getCells().some(({ outputs }) => outputs.length > 0));
  const inOrder = [
    ...full.filter((notebook) => notebook !== front),
    ...full.filter((notebook) => notebook === front),
  ];
  for (const notebook of inOrder) {
    await vscode.window.showNotebookDocument(notebook);
    await vscode.commands.executeCommand("notebook.clearAllCellsOutputs");
  }
}
