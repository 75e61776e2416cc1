import * as vscode from "vscode";
import { askBeforeRun } from "./ask-before-run.ts";
import { CellExecution } from "./cell-execution.ts";
import { notebookType, supportedLanguages } from "./notebook-type.ts";
import type { OpenLab, OpenLabs } from "./open-labs.ts";

/** One controller that the editor takes without asking. */
export function registerController(labs: OpenLabs): vscode.Disposable {
  // The id stays for ever: the editor remembers it for each notebook.
  const controller = vscode.notebooks.createNotebookController("surge-lab", notebookType, "Surge Lab");
  controller.supportedLanguages = supportedLanguages;
  controller.supportsExecutionOrder = true;
  controller.executeHandler = async (cells, notebook) => {
    // All are created before the first runs: Stop ends only what has been created.
    const executions: CellExecution[] = [];
    let lab: OpenLab;
    try {
      for (const cell of cells)
        executions.push(new CellExecution(controller.createNotebookCellExecution(cell), cells.length === 1));
      // Run All is not held up by a chain of questions; neither is a selection of cells.
      const [only, ...others] = executions;
      if (only && others.length === 0) await askBeforeRun(only);
      lab = await labs.of(notebook);
    } catch (error) {
      // What has no end would spin for ever.
      for (const execution of executions) execution.end(false);
      throw error;
    }
    await lab.queue.add(executions);
  };
  const prefer = (notebook: vscode.NotebookDocument) => {
    if (notebook.notebookType !== notebookType) return;
    controller.updateNotebookAffinity(notebook, vscode.NotebookControllerAffinity.Preferred);
  };
  vscode.workspace.notebookDocuments.forEach(prefer);
  return vscode.Disposable.from(controller, vscode.workspace.onDidOpenNotebookDocument(prefer));
}
