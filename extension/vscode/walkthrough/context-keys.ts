import * as vscode from "vscode";
import type { Result } from "../../actions/index.ts";
import { type Milestone, milestonesOf } from "./milestones.ts";

/** Sets the context key that a step of the walkthrough waits for. VS Code remembers which steps are done. */
export function reach(milestone: Milestone): void {
  void vscode.commands.executeCommand("setContext", `surgeLab.${milestone}`, true);
}

export function reachedBy(result: Result): void {
  milestonesOf(result).forEach(reach);
}
