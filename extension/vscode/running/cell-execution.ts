import * as vscode from "vscode";
import type { CellOutcome } from "../../report/json-report.ts";
import type { OutputItem, OutputSurface } from "./cell-output.ts";
import type { Execution } from "./run-queue.ts";

let order = 0;

/** A cell's execution in the editor, from its creation to its one end. */
export class CellExecution implements Execution, OutputSurface {
  readonly #execution: vscode.NotebookCellExecution;
  readonly #controller = new AbortController();
  #output: vscode.NotebookCellOutput | undefined;
  #ended = false;
  /** True when the student has run only this cell, and so can be asked. */
  readonly isAlone: boolean;
  startedAt = new Date();
  /** What came of it; undefined while it runs, and when it was cancelled before it had a result. */
  outcome: CellOutcome | undefined;

  constructor(execution: vscode.NotebookCellExecution, isAlone: boolean) {
    this.#execution = execution;
    this.isAlone = isAlone;
    execution.token.onCancellationRequested(() => this.cancel());
    if (execution.token.isCancellationRequested) this.cancel();
  }

  get cell(): vscode.NotebookCell {
    return this.#execution.cell;
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  cancel(): void {
    this.#controller.abort();
  }

  start(): void {
    order += 1;
    this.#execution.executionOrder = order;
    this.startedAt = new Date();
    this.#execution.start(this.startedAt.getTime());
  }

  end(success: boolean | undefined): void {
    this.#ended = true;
    this.#execution.end(success, Date.now());
  }

  async replace(items: readonly OutputItem[]): Promise<void> {
    if (this.#ended) return;
    const native = items.map(({ mime, text }) => vscode.NotebookCellOutputItem.text(text, mime));
    // The student may have cleared the output meanwhile; then there is nothing to update in place.
    if (this.#output && this.cell.outputs.length > 0) {
      await this.#execution.replaceOutputItems(native, this.#output);
    } else {
      this.#output = new vscode.NotebookCellOutput(native);
      await this.#execution.replaceOutput(this.#output);
    }
  }
}
