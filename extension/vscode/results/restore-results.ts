import { access } from "node:fs/promises";
import path from "node:path";
import * as vscode from "vscode";
import type { KeptResult } from "../../report/kept/kept-result.ts";
import { resultLanguage } from "../notebook/lab-cell.ts";
import { stepOf } from "../notebook/notebook-serializer.ts";
import { notebookType } from "../notebook/notebook-type.ts";
import type { OutputItem } from "../running/cell-output.ts";
import { rememberOutcome } from "../running/last-outcomes.ts";
import { logRefusal } from "./keep-outcome.ts";

/** Gives the cells of a notebook that comes into view the results that the lab's folder has kept. */
export class RestoredResults implements vscode.Disposable {
  readonly #controller: vscode.NotebookController;
  /** As VS Code names the controller in its commands. */
  readonly #kernel: { readonly id: string; readonly extension: string };
  readonly #work = new WeakMap<vscode.NotebookDocument, Promise<void>>();
  readonly #running = new WeakSet<vscode.NotebookCell>();
  #attaching: Promise<void> = Promise.resolve();
  readonly #listeners: vscode.Disposable;

  constructor(controller: vscode.NotebookController, extension: string) {
    this.#controller = controller;
    this.#kernel = { id: controller.id, extension };
    this.#listeners = vscode.Disposable.from(
      vscode.window.onDidChangeVisibleNotebookEditors((editors) => this.#restoreAll(editors)),
      // The file was changed by another program: VS Code has made new cells of it.
      vscode.workspace.onDidChangeNotebookDocument(({ notebook, contentChanges }) => {
        const added = contentChanges.flatMap(({ addedCells }) => addedCells);
        const editor = vscode.window.visibleNotebookEditors.find((each) => each.notebook === notebook);
        if (editor && this.#work.has(notebook)) this.#add(editor, added);
      }),
    );
    this.#restoreAll(vscode.window.visibleNotebookEditors);
  }

  /** Cells that are about to run get no earlier result any more. Resolves when none of them is just getting one. */
  async giveWayTo(cells: readonly vscode.NotebookCell[]): Promise<void> {
    for (const cell of cells) this.#running.add(cell);
    await this.#attaching;
  }

  dispose(): void {
    this.#listeners.dispose();
  }

  #restoreAll(editors: readonly vscode.NotebookEditor[]): void {
    for (const editor of editors) {
      const { notebook } = editor;
      const isNew = notebook.notebookType === notebookType && !this.#work.has(notebook);
      if (isNew) this.#add(editor, notebook.getCells());
    }
  }

  #add(editor: vscode.NotebookEditor, cells: readonly vscode.NotebookCell[]): void {
    const { notebook } = editor;
    const earlier = this.#work.get(notebook) ?? Promise.resolve();
    const work = earlier
      .then(() => this.#restore(editor, cells))
      .catch((error: unknown) => logRefusal(notebook.uri.fsPath, error));
    this.#work.set(notebook, work);
  }

  async #restore(editor: vscode.NotebookEditor, cells: readonly vscode.NotebookCell[]): Promise<void> {
    const { notebook } = editor;
    const waiting = new Map(cells.filter(isBare).map((cell) => [stepOf(cell) ?? "", cell]));
    const file = notebook.uri.fsPath;
    if (waiting.size === 0 || notebook.uri.scheme !== "file" || !(await mayHaveResults(file))) return;
    const { keptHeads, keptItems, keptResults, unreadableItems } = await import("../on-demand.ts");
    const results = await keptResults(file, [...waiting.keys()], logRefusal);
    const heads = await keptHeads(file, [...waiting.keys()], logRefusal);
    if (heads.size === 0) return;
    // VS Code takes an execution only from the controller that is selected, and selects it only with the first run.
    await vscode.commands.executeCommand("notebook.selectKernel", {
      notebookEditor: editor,
      ...this.#kernel,
    });
    const language = resultLanguage(notebook);
    for (const [step, head] of heads) {
      const cell = waiting.get(step);
      await this.#attaching;
      if (!cell || notebook.isClosed || this.#running.has(cell) || !isBare(cell)) continue;
      const [startedAt, endedAt] = [new Date(head.startedAt), new Date(head.endedAt)];
      const outcome = results.get(step)?.outcome;
      const items = () =>
        outcome ? keptItems(outcome, endedAt, language) : unreadableItems(endedAt, language);
      this.#attaching = this.#attach(cell, { outcome, startedAt, endedAt }, items).catch((error: unknown) =>
        // The right shape does not make numbers possible to draw.
        logRefusal(`${file}#${step}`, error),
      );
    }
  }

  /** Neither a tick nor a cross, nor a number: it did not run now. The times are those of the run. */
  async #attach(
    cell: vscode.NotebookCell,
    { outcome, startedAt, endedAt }: Omit<KeptResult, "outcome"> & Partial<Pick<KeptResult, "outcome">>,
    items: () => readonly OutputItem[],
  ): Promise<void> {
    const native = items().map(({ mime, text }) => vscode.NotebookCellOutputItem.text(text, mime));
    const execution = this.#controller.createNotebookCellExecution(cell);
    execution.start(startedAt.getTime());
    try {
      rememberOutcome(cell, outcome, endedAt);
      await execution.replaceOutput(new vscode.NotebookCellOutput(native));
    } finally {
      execution.end(undefined, endedAt.getTime());
    }
  }
}

/** A copy of a cell has its name, too, so none of them may have a result. */
function isBare(cell: vscode.NotebookCell): boolean {
  const step = stepOf(cell);
  if (step === undefined) return false;
  const namesakes = cell.notebook.getCells().filter((each) => stepOf(each) === step);
  return namesakes.every(({ outputs }) => outputs.length === 0);
}

/** Answers without what reads them, so that a notebook without results opens as fast as before. */
async function mayHaveResults(file: string): Promise<boolean> {
  const folder = path.dirname(file);
  const places = [folder, path.dirname(folder)].map((each) => path.join(each, ".surge-lab", "results"));
  const found = await Promise.all(
    places.map((place) =>
      access(place).then(
        () => true,
        () => false,
      ),
    ),
  );
  return found.includes(true);
}
