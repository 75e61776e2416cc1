import * as vscode from "vscode";
import { type Localized, languageOf } from "../../common/language.ts";
import { confirmWrite, keptAttachment } from "../attachment.ts";
import type { OpenLab, OpenLabs } from "../open-labs.ts";
import { isTrusted } from "../trust.ts";
import { withProgress } from "./progress.ts";
import { registerCommand } from "./register.ts";

/** Asks each time: it removes what was counted. */
export function registerDropFromServers(context: vscode.ExtensionContext, labs: OpenLabs): vscode.Disposable {
  return registerCommand("dropFromServers", async () => {
    if (!isTrusted()) return;
    const { dropFromServers } = await import("../heavy.ts");
    const attachment = {
      ...keptAttachment(context.secrets),
      confirm: async (what: Localized) => {
        const agreed = await confirmWrite(what[languageOf(vscode.env.language)]);
        if (agreed) await stopAttached(labs.known());
        return agreed;
      },
    };
    const dropped = await withProgress(vscode.l10n.t("Removing the lab from the servers"), (signal) =>
      dropFromServers(attachment, signal),
    );
    void vscode.window.showInformationMessage(
      dropped
        ? vscode.l10n.t("Removed. Nothing of the lab is left on these servers.")
        : vscode.l10n.t("There was nothing of the lab on these servers."),
    );
  });
}

/** While a lab is at work there, nothing can be removed. */
async function stopAttached(lab: OpenLab | undefined): Promise<void> {
  if (lab?.session.stack?.engine !== "attach") return;
  await lab.queue.cancelAll();
  await lab.session.stop();
}
