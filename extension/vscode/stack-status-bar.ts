import * as vscode from "vscode";
import type { Session } from "../actions/session.ts";
import { explain } from "../common/lab-error.ts";
import { languageOf } from "../common/language.ts";
import { activeLabNotebook, type OpenLabs } from "./open-labs.ts";

/** Shows the engine and the health of the stack while a lab is in front or at work. */
export function registerStackStatusBar(labs: OpenLabs): vscode.Disposable {
  const item = vscode.window.createStatusBarItem("surgeLab.stack", vscode.StatusBarAlignment.Left);
  item.name = vscode.l10n.t("Surge Lab stack");
  const update = () => {
    const session = labs.known()?.session;
    void vscode.commands.executeCommand("setContext", "surgeLab.stackRunning", session?.state === "running");
    if (!activeLabNotebook() && (session?.state ?? "stopped") === "stopped") {
      item.hide();
      return;
    }
    describe(item, session);
    item.show();
  };
  update();
  return vscode.Disposable.from(
    item,
    labs.onDidChange(update),
    vscode.window.onDidChangeActiveNotebookEditor(update),
    vscode.workspace.onDidGrantWorkspaceTrust(update),
  );
}

function describe(item: vscode.StatusBarItem, session: Session | undefined): void {
  const state = session?.state ?? "stopped";
  item.command = state === "stopped" ? "surgeLab.startStack" : "surgeLab.showLogs";
  item.backgroundColor =
    state === "died" ? new vscode.ThemeColor("statusBarItem.errorBackground") : undefined;
  if (!vscode.workspace.isTrusted) {
    item.text = `$(shield) ${vscode.l10n.t("Surge Lab: Restricted Mode")}`;
    item.tooltip = vscode.l10n.t("Nothing of the lab runs until you trust this folder.");
    item.command = "workbench.trust.manage";
  } else if (state === "starting") {
    item.text = `$(loading~spin) ${vscode.l10n.t("Surge Lab: starting")}`;
    item.tooltip = vscode.l10n.t("The stack is starting.");
  } else if (state === "running") {
    item.text = `$(server-environment) Surge Lab: ${session?.stack?.engine ?? ""}`;
    item.tooltip = runningTooltip(session);
  } else if (state === "died") {
    item.text = `$(error) ${vscode.l10n.t("Surge Lab: stack died")}`;
    item.tooltip = explain(session?.death, languageOf(vscode.env.language));
  } else {
    item.text = `$(circle-outline) ${vscode.l10n.t("Surge Lab: stopped")}`;
    item.tooltip = vscode.l10n.t("The stack is not running. Click to start it.");
  }
}

function runningTooltip(session: Session | undefined): string {
  const { postgres = "", redis = "", runtime = "", rabbitmq, kafka } = session?.stack?.versions ?? {};
  const brokers = [rabbitmq && `RabbitMQ ${rabbitmq}`, kafka && `Kafka ${kafka}`];
  const servers = [`PostgreSQL ${postgres}`, `Redis ${redis}`, ...brokers.filter(Boolean), runtime];
  const versions = servers.join(", ");
  return vscode.l10n.t("The stack runs: {0}. Click to see its log.", versions);
}
