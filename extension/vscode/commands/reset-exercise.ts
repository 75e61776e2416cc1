import * as vscode from "vscode";
import { editorError } from "../errors.ts";
import { activeLabNotebook } from "../open-labs.ts";
import { registerCommand } from "../register-command.ts";
import { exerciseBegun } from "./exercise-begun.ts";

/** Runs the cell that begins the exercise again: it brings the starting point back and keeps the text that was there. */
export function registerResetExercise(): vscode.Disposable {
  return registerCommand("resetExercise", async () => {
    const notebook = activeLabNotebook();
    const begun = notebook && exerciseBegun(notebook);
    if (!begun) throw editorError("no-exercise-in-front");
    const { index } = begun.cell;
    const ranges = [{ start: index, end: index + 1 }];
    await vscode.commands.executeCommand("notebook.cell.execute", { ranges, document: notebook.uri });
  });
}
