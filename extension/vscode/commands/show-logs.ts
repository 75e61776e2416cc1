import * as vscode from "vscode";
import { explain } from "../../common/lab-error.ts";
import { languageOf } from "../../common/language.ts";
import type { OpenLab, OpenLabs } from "../open-labs.ts";
import { registerCommand } from "./register.ts";

/** Reads only, so it needs no trust: in Restricted Mode there is no stack whose log it could show. */
export function registerShowLogs(labs: OpenLabs): vscode.Disposable {
  const channel = vscode.window.createOutputChannel("Surge Lab", "log");
  const command = registerCommand("showLogs", async () => {
    channel.replace(await logText(labs.known()));
    channel.show(true);
  });
  return vscode.Disposable.from(channel, command);
}

async function logText(lab: OpenLab | undefined): Promise<string> {
  const stack = lab?.session.stack;
  const death = lab?.session.death;
  if (stack) {
    const lines = await stack.logs(new Date(0));
    return lines.map(({ service, text }) => `[${service}] ${text}\n`).join("");
  }
  if (death) return `${explain(death, languageOf(vscode.env.language))}\n`;
  return `${vscode.l10n.t("No stack is running, so there is no log.")}\n`;
}
