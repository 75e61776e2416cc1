import * as vscode from "vscode";
import { registerClearAnswers } from "./commands/clear-answers.ts";
import { registerExportReport } from "./commands/export-report.ts";
import { registerInsertCell } from "./commands/insert-cell.ts";
import { registerNextMove } from "./commands/next-move.ts";
import { registerOpenLab } from "./commands/open-lab.ts";
import { registerResetExercise } from "./commands/reset-exercise.ts";
import { registerResetLab } from "./commands/reset-lab.ts";
import { registerServerCommands } from "./commands/servers.ts";
import { registerStackCommands } from "./commands/stack.ts";
import type { OpenLabs } from "./open-labs.ts";
import { registerRevealStep } from "./progress/reveal-step.ts";
import { registerCommand } from "./register-command.ts";
import { registerCheckEngine } from "./walkthrough/check-engine.ts";
import { registerRunSteps } from "./walkthrough/run-steps.ts";
import { registerOpenWalkthrough } from "./walkthrough/walkthrough.ts";

/** The commands that package.json contributes. */
export function registerCommands(context: vscode.ExtensionContext, labs: OpenLabs): vscode.Disposable {
  return vscode.Disposable.from(
    registerOpenLab(context),
    registerInsertCell(),
    registerCommand("newApp", async (answers) => (await import("./on-demand.ts")).newApp(labs, answers)),
    registerNextMove(labs),
    registerStackCommands(labs),
    registerResetLab(context, labs),
    registerClearAnswers(),
    registerResetExercise(),
    registerExportReport(context),
    registerRevealStep(),
    registerServerCommands(context, labs),
    registerCheckEngine(labs),
    registerRunSteps(),
    registerOpenWalkthrough(context),
  );
}
