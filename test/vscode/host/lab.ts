import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, realpath, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import * as vscode from "vscode";
import { type RendererPayload, rendererMime } from "../../../extension/drawing/blocks.ts";

export const extensionId = "surge-lab.surge-lab";

/** A cell of a test's notebook, as an author writes it. */
export function cell(step: string, code: string, language = "yaml"): string {
  return `\`\`\`${language} lab ${step}\n${code}\n\`\`\`\n`;
}

/** Writes a file into a folder of its own, whose path has a space and Cyrillic letters. */
export async function writeLab(name: string, content: string | Uint8Array): Promise<vscode.Uri> {
  const folder = await mkdtemp(path.join(await realpath(tmpdir()), "Лаба surge "));
  const file = path.join(folder, name);
  await writeFile(file, content);
  return vscode.Uri.file(file);
}

/** Opens a file as a double click does, in the editor that VS Code takes for it. */
export async function open(uri: vscode.Uri): Promise<vscode.NotebookDocument> {
  await vscode.commands.executeCommand("vscode.open", uri);
  const notebook = await until("the notebook is in front", () => {
    const front = vscode.window.activeNotebookEditor?.notebook;
    return front?.uri.toString() === uri.toString() ? front : undefined;
  });
  return notebook;
}

export async function openText(name: string, content: string): Promise<vscode.NotebookDocument> {
  return open(await writeLab(name, content));
}

/** The names of the notebooks that come with the extension. */
export async function ownNotebooks(): Promise<string[]> {
  return readdir(notebooksFolder());
}

/** One of them, copied. */
export async function openOwn(name: string): Promise<vscode.NotebookDocument> {
  return open(await copyOwn(name));
}

/** The same without a tab, which takes longer than all else. */
export async function readOwn(name: string): Promise<vscode.NotebookDocument> {
  return vscode.workspace.openNotebookDocument(await copyOwn(name));
}

async function copyOwn(name: string): Promise<vscode.Uri> {
  return writeLab(name, await readFile(path.join(notebooksFolder(), name)));
}

function notebooksFolder(): string {
  const extension = vscode.extensions.getExtension(extensionId);
  assert(extension);
  return path.join(extension.extensionPath, "notebooks");
}

export function codeCells(notebook: vscode.NotebookDocument): vscode.NotebookCell[] {
  return notebook.getCells().filter(({ kind }) => kind === vscode.NotebookCellKind.Code);
}

/** The code cell that contains these words; by number, the n-th code cell. */
export function find(notebook: vscode.NotebookDocument, which: number | RegExp): vscode.NotebookCell {
  const found =
    typeof which === "number"
      ? codeCells(notebook)[which]
      : codeCells(notebook).find(({ document }) => which.test(document.getText()));
  assert(found, `no code cell ${which}`);
  return found;
}

export function startRun(...cells: vscode.NotebookCell[]): void {
  const ranges = cells.map(({ index }) => ({ start: index, end: index + 1 }));
  const document = cells[0]?.notebook.uri;
  void vscode.commands.executeCommand("notebook.cell.execute", { ranges, document });
}

export function startAll({ uri }: vscode.NotebookDocument): void {
  void vscode.commands.executeCommand("notebook.execute", uri);
}

export async function run(which: vscode.NotebookCell): Promise<void> {
  const since = Date.now();
  startRun(which);
  await ended(which, since);
}

/** Runs a cell that asks for a prediction, and gives none. */
export async function runUnguessed(which: vscode.NotebookCell): Promise<void> {
  const since = Date.now();
  startRun(which);
  await leaveQuestion(ended(which, since));
}

/** Escapes whatever question is or comes open, until that is over. */
export async function leaveQuestion(over: Promise<void>): Promise<void> {
  let done = false;
  const run = over.finally(() => {
    done = true;
  });
  // The question is open once it takes the command.
  while (!done) {
    await vscode.commands.executeCommand("workbench.action.closeQuickOpen");
    await sleep(50);
  }
  await run;
}

/** Waits until a run of the cell that began after `since` has ended. */
export async function ended(which: vscode.NotebookCell, since: number, withinMs?: number): Promise<void> {
  const hasEnded = () => {
    const timing = which.executionSummary?.timing;
    return timing && timing.startTime >= since && timing.endTime >= timing.startTime ? true : undefined;
  };
  await until(`cell ${which.index} ended`, hasEnded, withinMs);
}

/** The text that the cell's one output has under a MIME type. */
export function outputOf({ outputs }: vscode.NotebookCell, mime = "text/plain"): string {
  assert.equal(outputs.length, 1, "a cell has one output");
  const item = outputs[0]?.items.find((candidate) => candidate.mime === mime);
  assert(item, `no ${mime} among ${outputs[0]?.items.map((candidate) => candidate.mime)}`);
  return new TextDecoder().decode(item.data);
}

export function payloadOf(which: vscode.NotebookCell): RendererPayload {
  // The extension itself wrote it.
  return JSON.parse(outputOf(which, rendererMime)) as RendererPayload;
}

export async function closeAll(): Promise<void> {
  await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
}

/** Asks again and again for up to 30 s, until there is an answer. */
export async function until<T>(what: string, ask: () => T | undefined, withinMs = 30_000): Promise<T> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const answer = ask();
    if (answer !== undefined) return answer;
    if (performance.now() > deadline) throw new Error(`In ${withinMs} ms it did not happen that ${what}.`);
    await sleep(20);
  }
}
