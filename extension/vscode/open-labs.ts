import { join } from "node:path";
import * as vscode from "vscode";
import type { Session } from "../actions/session.ts";
import type { Attachment, EngineChoice } from "../stack/stack.ts";
import { storedAttachment } from "./attachment.ts";
import { notebookType } from "./notebook/notebook-type.ts";
import type { CellExecution } from "./running/cell-execution.ts";
import { runCellExecution } from "./running/run-cell.ts";
import { RunQueue } from "./running/run-queue.ts";

/** A lab in use. Notebooks next to the same `lab-stack` share it, so their cells take turns. */
export interface OpenLab {
  readonly session: Session;
  readonly queue: RunQueue<CellExecution>;
}

/** The labs of this window, each created when it is first needed. */
export class OpenLabs implements vscode.Disposable {
  readonly #context: vscode.ExtensionContext;
  readonly #attachment: Attachment;
  readonly #byStackFolder = new Map<string, OpenLab>();
  readonly #byNotebook = new WeakMap<vscode.NotebookDocument, OpenLab>();
  #strategyDiagnostics: vscode.Disposable | undefined;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;

  constructor(context: vscode.ExtensionContext) {
    this.#context = context;
    this.#attachment = storedAttachment(context.secrets);
  }

  /** The lab of the `lab-stack` next to the notebook or next to its folder, else of the extension's own. */
  async of(notebook: vscode.NotebookDocument): Promise<OpenLab> {
    const lab = await this.#open(notebook.uri.scheme === "file" ? notebook.uri.fsPath : undefined);
    this.#byNotebook.set(notebook, lab);
    return lab;
  }

  /** The lab that a command means: of the active notebook, else the one whose stack runs, else of an open one. */
  async current(): Promise<OpenLab> {
    const notebook = activeLabNotebook() ?? (this.#atWork() ? undefined : openLabNotebook());
    if (notebook) return this.of(notebook);
    const folder = vscode.workspace.workspaceFolders?.[0];
    return this.#atWork() ?? this.#open(folder && join(folder.uri.fsPath, "any.lab.md"));
  }

  /** The same, but undefined where nothing has been started yet. */
  known(): OpenLab | undefined {
    const notebook = activeLabNotebook();
    return (notebook && this.#byNotebook.get(notebook)) ?? this.#atWork();
  }

  get all(): OpenLab[] {
    return [...this.#byStackFolder.values()];
  }

  /** The lab of a notebook, if it has been needed so far. */
  knownOf(notebook: vscode.NotebookDocument): OpenLab | undefined {
    return this.#byNotebook.get(notebook);
  }

  /** Those that are open, whether or not a cell of theirs has run. */
  async notebooksOf(lab: OpenLab): Promise<vscode.NotebookDocument[]> {
    const open = vscode.workspace.notebookDocuments.filter((each) => each.notebookType === notebookType);
    const labs = await Promise.all(open.map((notebook) => this.of(notebook)));
    return open.filter((_, index) => labs[index] === lab);
  }

  async stopAll(): Promise<void> {
    const stopping = [...this.#byStackFolder.values()].map(async ({ session, queue }) => {
      await queue.cancelAll();
      await session.stop();
    });
    await Promise.all(stopping);
  }

  dispose(): void {
    this.#strategyDiagnostics?.dispose();
    this.#changed.dispose();
  }

  #atWork(): OpenLab | undefined {
    return [...this.#byStackFolder.values()].find(({ session }) => session.state !== "stopped");
  }

  async #open(notebookPath: string | undefined): Promise<OpenLab> {
    const { findFolders, registerStrategyDiagnostics, Session } = await import("./on-demand.ts");
    this.#strategyDiagnostics ??= registerStrategyDiagnostics(this);
    const folders = await findFolders(notebookPath, this.#context.asAbsolutePath("lab-stack"));
    const engine = vscode.workspace.getConfiguration("surgeLab").get<EngineChoice>("engine", "auto");
    const known = this.#byStackFolder.get(folders.stackFolder);
    if (known && (known.session.options.engine === engine || known.session.state !== "stopped")) return known;
    const session = new Session({
      engine,
      ...folders,
      storageFolder: this.#context.globalStorageUri.fsPath,
      distFolder: this.#context.asAbsolutePath("dist"),
      // Without a lab folder every window runs the files of the extension itself, so none has them to itself.
      keepData: folders.labFolder !== undefined,
      calibrates: true,
      attachment: this.#attachment,
    });
    session.onDidChange(() => this.#changed.fire());
    const queue = new RunQueue<CellExecution>((execution) => runCellExecution(execution, session));
    const lab = { session, queue };
    this.#byStackFolder.set(folders.stackFolder, lab);
    return lab;
  }
}

export function activeLabNotebook(): vscode.NotebookDocument | undefined {
  const notebook = vscode.window.activeNotebookEditor?.notebook;
  return notebook?.notebookType === notebookType ? notebook : undefined;
}

/** The active notebook, else one behind it, for example behind the walkthrough. */
export function openLabNotebook(): vscode.NotebookDocument | undefined {
  const open = vscode.workspace.notebookDocuments.filter(
    (notebook) => notebook.notebookType === notebookType,
  );
  return activeLabNotebook() ?? open.at(-1);
}
