import * as vscode from "vscode";
import type { OpenLabs } from "../open-labs.ts";
import { isTrusted } from "../trust.ts";
import { registerCommand } from "./register.ts";

export function registerStopStack(labs: OpenLabs): vscode.Disposable {
  return registerCommand("stopStack", async () => {
    if (!isTrusted()) return;
    const lab = labs.known();
    if (!lab || lab.session.state === "stopped") {
      void vscode.window.showInformationMessage(vscode.l10n.t("No stack is running."));
      return;
    }
    const options = {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t("Stopping the stack"),
    };
    await vscode.window.withProgress(options, async () => {
      await lab.queue.cancelAll();
      await lab.session.stop();
    });
    void vscode.window.showInformationMessage(
      vscode.l10n.t("The stack is stopped. The runs so far stay for comparison."),
    );
  });
}
