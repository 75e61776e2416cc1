// Loaded by VS Code as the tests of an extension: measures from within the extension host what a new window waits for,
// and writes it as JSON, milliseconds.
import { writeFile } from "node:fs/promises";
import * as vscode from "vscode";
import { cell, ended, extensionId, find, openText, startRun } from "../../test/vscode/host/lab.ts";

export async function run(): Promise<void> {
  const output = process.env.SURGE_LAB_TEST_REPORT;
  const extension = vscode.extensions.getExtension(extensionId);
  if (!output || !extension || extension.isActive) throw new Error("The extension does not sleep.");
  const startedAt = performance.now();
  await extension.activate();
  const activate = performance.now() - startedAt;
  const firstStart = await untilProgress("start", "start:");
  const firstLoad = await untilProgress("load", "load: { strategy: batched, duration: 1, connections: 50 }");
  await writeFile(
    output,
    JSON.stringify({ activate, "start to progress": firstStart, "load to progress": firstLoad }),
  );
}

/** From Run to the first output of the cell; waits until it has ended. */
async function untilProgress(step: string, code: string): Promise<number> {
  const which = find(await openText(`${step}.lab.md`, cell(step, code)), 0);
  const shown = Promise.withResolvers<number>();
  const watch = vscode.workspace.onDidChangeNotebookDocument(({ notebook }) => {
    if (notebook === which.notebook && which.outputs.length > 0) shown.resolve(performance.now());
  });
  const [since, startedAt] = [Date.now(), performance.now()];
  startRun(which);
  const shownAt = await shown.promise;
  watch.dispose();
  await ended(which, since);
  if (which.executionSummary?.success !== true) throw new Error(`The cell ${step} has failed.`);
  return shownAt - startedAt;
}
