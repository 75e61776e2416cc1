import * as vscode from "vscode";
import { aboutFile, originOf, stepsOf, withOrigin } from "./notebook-serializer.ts";
import type { CellOrigin } from "./notebook-text.ts";
import { notebookType } from "./notebook-type.ts";

/** VS Code pastes and duplicates a cell without its metadata, so this gives it back what the notebook does not show. */
export function registerPastedCells(): vscode.Disposable {
  const removed = new Map<string, Removed>();
  return vscode.Disposable.from(
    vscode.workspace.onDidChangeNotebookDocument(({ notebook, contentChanges }) => {
      if (notebook.notebookType !== notebookType) return;
      for (const cell of contentChanges.flatMap(({ removedCells }) => removedCells)) {
        const origin = originOf(cell.metadata);
        if (origin) removed.set(textOf(cell), { notebook, origin });
      }
      const bare = contentChanges
        .flatMap(({ addedCells }) => addedCells)
        .filter((cell) => !originOf(cell.metadata) && cell.document.getText().trim() !== "");
      if (bare.length > 0) void giveOrigins(notebook, bare, removed);
    }),
    // VS Code pastes nothing from a notebook that is closed.
    vscode.workspace.onDidCloseNotebookDocument((closed) => {
      for (const [text, { notebook }] of removed) if (notebook === closed) removed.delete(text);
    }),
  );
}

interface Removed {
  readonly notebook: vscode.NotebookDocument;
  readonly origin: CellOrigin;
}

async function giveOrigins(
  notebook: vscode.NotebookDocument,
  cells: readonly vscode.NotebookCell[],
  removed: Map<string, Removed>,
): Promise<void> {
  const { copiedOrigin } = await import("../on-demand.ts");
  const taken = stepsOf(notebook);
  const edits: vscode.NotebookEdit[] = [];
  for (const cell of cells) {
    const text = textOf(cell);
    const cut = removed.get(text);
    const from = cut?.origin ?? originLike(text);
    if (!from || cell.index < 0) continue;
    const isBack = cut?.notebook === notebook && !taken.has(stepIn(from) ?? "");
    const origin = isBack ? from : copiedOrigin(from, taken, aboutFile(notebook.metadata).lineBreak);
    removed.delete(text);
    taken.add(stepIn(origin) ?? "");
    edits.push(vscode.NotebookEdit.updateCellMetadata(cell.index, withOrigin(cell.metadata, origin)));
  }
  const edit = new vscode.WorkspaceEdit();
  edit.set(notebook.uri, edits);
  // VS Code undoes this together with the paste.
  if (edits.length > 0) await vscode.workspace.applyEdit(edit);
}

/** Of a cell with this text in any notebook that is open: what was copied is not to be seen. */
function originLike(text: string): CellOrigin | undefined {
  return vscode.workspace.notebookDocuments
    .filter(({ notebookType: type }) => type === notebookType)
    .flatMap((notebook) => notebook.getCells())
    .filter((cell) => textOf(cell) === text)
    .flatMap(({ metadata }) => originOf(metadata) ?? [])[0];
}

function stepIn({ source }: CellOrigin): string | undefined {
  return source.kind === "cell" ? source.step : undefined;
}

/** What is the same of a cell and its copy. */
function textOf({ document }: vscode.NotebookCell): string {
  return `${document.languageId}\n${document.getText()}`;
}
