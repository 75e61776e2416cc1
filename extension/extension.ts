import type * as vscode from "vscode";
import { registerCommands } from "./vscode/commands.ts";
import { registerLanguageFeatures } from "./vscode/language/language-features.ts";
import { registerFolds } from "./vscode/notebook/folds.ts";
import { registerNotebookSerializer } from "./vscode/notebook/notebook-serializer.ts";
import { registerPastedCells } from "./vscode/notebook/pasted-cells.ts";
import { OpenLabs } from "./vscode/open-labs.ts";
import { registerProgressView } from "./vscode/progress/progress-view.ts";
import { registerController } from "./vscode/running/controller.ts";
import { registerCellStatusBar } from "./vscode/status-bar/cell-status-bar.ts";
import { registerStackStatusBar } from "./vscode/status-bar/stack-status-bar.ts";
import { registerWalkthrough } from "./vscode/walkthrough/walkthrough.ts";

let labs: OpenLabs | undefined;

export function activate(context: vscode.ExtensionContext): void {
  labs = new OpenLabs(context);
  context.subscriptions.push(
    labs,
    registerNotebookSerializer(),
    registerController(context, labs),
    registerCellStatusBar(labs),
    registerStackStatusBar(labs),
    registerFolds(),
    registerPastedCells(),
    registerLanguageFeatures(labs),
    registerWalkthrough(labs),
    registerProgressView(),
    registerCommands(context, labs),
  );
}

/** VS Code waits for this only briefly; if it cuts it short, the stack's supervisor stops the servers. */
export const deactivate = (): Promise<void> | undefined => labs?.stopAll();
