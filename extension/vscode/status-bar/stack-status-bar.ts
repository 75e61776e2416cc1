import * as vscode from "vscode";
import type { Session } from "../../actions/session.ts";
import { explain } from "../../common/lab-error.ts";
import type { Stack } from "../../stack/stack.ts";
import { editorLanguage, editorWords } from "../editor-language.ts";
import { activeLabNotebook, type OpenLabs } from "../open-labs.ts";

/** Shows the engine and the health of the stack while a lab is in front or a stack runs. */
export function registerStackStatusBar(labs: OpenLabs): vscode.Disposable {
  const item = vscode.window.createStatusBarItem("surgeLab.stack", vscode.StatusBarAlignment.Left);
  item.name = editorWords().stack.item;
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
  const { stack: words, trust } = editorWords();
  const state = session?.state ?? "stopped";
  item.command = state === "stopped" ? "surgeLab.startStack" : "surgeLab.showLogs";
  item.backgroundColor =
    state === "died" ? new vscode.ThemeColor("statusBarItem.errorBackground") : undefined;
  if (!vscode.workspace.isTrusted) {
    item.text = `$(shield) ${trust.restricted}`;
    item.tooltip = trust.readOnly;
    item.command = "workbench.trust.manage";
  } else if (state === "starting") {
    item.text = `$(loading~spin) ${words.starting}`;
    item.tooltip = words.clickForLog;
  } else if (state === "running") {
    item.text = `$(server-environment) Surge Lab: ${session?.stack?.engine ?? ""}`;
    item.tooltip = session?.stack && `${words.runs(serversOf(session.stack))} ${words.clickForLog}`;
  } else if (state === "died") {
    item.text = `$(error) ${words.died}`;
    item.tooltip = explain(session?.death, editorLanguage());
  } else {
    item.text = `$(circle-outline) ${words.stopped}`;
    item.tooltip = words.clickToStart;
  }
}

/** What runs, with versions. */
export function serversOf({ versions }: Stack): string {
  const { postgres, redis, pgbouncer, runtime, rabbitmq, kafka } = versions;
  const extras = [
    pgbouncer && `PgBouncer ${pgbouncer}`,
    rabbitmq && `RabbitMQ ${rabbitmq}`,
    kafka && `Kafka ${kafka}`,
  ];
  return [`PostgreSQL ${postgres}`, `Redis ${redis}`, ...extras.filter(Boolean), runtime].join(", ");
}
