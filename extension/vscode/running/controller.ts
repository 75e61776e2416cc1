import * as vscode from "vscode";
import { notebookType, supportedLanguages } from "../notebook/notebook-type.ts";
import type { OpenLab, OpenLabs } from "../open-labs.ts";
import { RestoredResults } from "../results/restore-results.ts";
import { askBeforeRun } from "./ask-before-run.ts";
import { CellExecution } from "./cell-execution.ts";
import { showSummary } from "./show-summary.ts";

/** The one controller, which VS Code selects without asking. */
export function registerController(
  { extension }: vscode.ExtensionContext,
  labs: OpenLabs,
): vscode.Disposable {
  // VS Code remembers the id for each notebook, so it never changes.
  const controller = vscode.notebooks.createNotebookController("surge-lab", notebookType, "Surge Lab");
  controller.supportedLanguages = supportedLanguages;
  controller.supportsExecutionOrder = true;
  const restored = new RestoredResults(controller, extension.id);
  controller.executeHandler = async (cells, notebook) => {
    // All are created before the first one runs, because Stop ends only those that exist.
    const executions: CellExecution[] = [];
    let lab: OpenLab;
    await restored.giveWayTo(cells);
    try {
      for (const cell of cells)
        executions.push(new CellExecution(controller.createNotebookCellExecution(cell), cells.length === 1));
      // Run All, or a run of selected cells, is not held up by questions.
      const [only, ...others] = executions;
      if (only && others.length === 0) await askBeforeRun(only.cell, only.signal);
      lab = await labs.of(notebook);
    } catch (error) {
      // A cell whose execution is never ended would spin for ever.
      for (const execution of executions) execution.end(false);
      throw error;
    }
    await lab.queue.add(executions);
    if (executions.length > 1) void showSummary(executions);
  };
  const prefer = (notebook: vscode.NotebookDocument) => {
    if (notebook.notebookType !== notebookType) return;
    controller.updateNotebookAffinity(notebook, vscode.NotebookControllerAffinity.Preferred);
  };
  vscode.workspace.notebookDocuments.forEach(prefer);
  return vscode.Disposable.from(controller, restored, vscode.workspace.onDidOpenNotebookDocument(prefer));
}
