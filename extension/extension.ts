import type * as vscode from "vscode";
import { registerCellStatusBar } from "./vscode/cell-status-bar.ts";
import { registerAttachServers } from "./vscode/commands/attach-servers.ts";
import { registerCheckEngine } from "./vscode/commands/check-engine.ts";
import { registerDropFromServers } from "./vscode/commands/drop-from-servers.ts";
import { registerExportReport } from "./vscode/commands/export-report.ts";
import { registerForgetServers } from "./vscode/commands/forget-servers.ts";
import { registerInsertCell } from "./vscode/commands/insert-cell.ts";
import { registerNextMove } from "./vscode/commands/next-move.ts";
import { registerOpenLab } from "./vscode/commands/open-lab.ts";
import { registerOpenWalkthrough } from "./vscode/commands/open-walkthrough.ts";
import { registerResetLab } from "./vscode/commands/reset-lab.ts";
import { registerRunSteps } from "./vscode/commands/run-steps.ts";
import { registerShowLogs } from "./vscode/commands/show-logs.ts";
import { registerStartStack } from "./vscode/commands/start-stack.ts";
import { registerStopStack } from "./vscode/commands/stop-stack.ts";
import { registerController } from "./vscode/controller.ts";
import { registerDiagnostics } from "./vscode/diagnostics.ts";
import { registerFoldAnswers } from "./vscode/fold-answers.ts";
import { registerLanguageFeatures } from "./vscode/language/register.ts";
import { registerNotebookSerializer } from "./vscode/notebook-serializer.ts";
import { OpenLabs } from "./vscode/open-labs.ts";
import { registerStackStatusBar } from "./vscode/stack-status-bar.ts";
import { registerWalkthrough } from "./vscode/walkthrough.ts";

let labs: OpenLabs | undefined;

export function activate(context: vscode.ExtensionContext): void {
  labs = new OpenLabs(context);
  context.subscriptions.push(
    labs,
    registerNotebookSerializer(),
    registerController(labs),
    registerCellStatusBar(labs),
    registerFoldAnswers(),
    registerStackStatusBar(labs),
    registerDiagnostics(labs),
    registerLanguageFeatures(labs),
    registerOpenLab(context),
    registerInsertCell(),
    registerStartStack(labs),
    registerStopStack(labs),
    registerResetLab(labs),
    registerShowLogs(labs),
    registerExportReport(context),
    registerWalkthrough(labs),
    registerOpenWalkthrough(context),
    registerCheckEngine(labs),
    registerAttachServers(context),
    registerForgetServers(context),
    registerDropFromServers(context, labs),
    registerRunSteps(),
    registerNextMove(),
  );
}

/** The editor waits for this; what it does not wait for, the stack's supervisor ends. */
export async function deactivate(): Promise<void> {
  await labs?.stopAll();
}
