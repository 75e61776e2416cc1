import * as vscode from "vscode";
import { forgetUrls } from "../attachment.ts";
import { setEngine } from "./attach-servers.ts";
import { registerCommand } from "./register.ts";

/** Needs no trust: it only forgets. */
export function registerForgetServers(context: vscode.ExtensionContext): vscode.Disposable {
  return registerCommand("forgetServers", async () => {
    await forgetUrls(context.secrets);
    const engine = vscode.workspace.getConfiguration("surgeLab").inspect<string>("engine")?.globalValue;
    if (engine === "attach") await setEngine(undefined);
    void vscode.window.showInformationMessage(
      vscode.l10n.t("The servers' URLs are forgotten. What the lab made on them is still there."),
    );
  });
}
