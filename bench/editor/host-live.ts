// Loaded by VS Code as the tests of an extension: runs the two cells of `live.lab.md`, and watches the memory of the
// extension host while the second one shows how far it is.
import { writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import v8 from "node:v8";
import vm from "node:vm";
import * as vscode from "vscode";
import { ended, find, open, run as runCell, startRun } from "../../test/vscode/host/lab.ts";

const lookEveryMs = 5_000;

export async function run(): Promise<void> {
  const output = process.env.SURGE_LAB_TEST_REPORT;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (!output || !folder) throw new Error("The window has no folder.");
  const notebook = await open(vscode.Uri.joinPath(folder, "live.lab.md"));
  await runCell(find(notebook, 0));
  const live = find(notebook, 1);
  let updates = 0;
  const watch = vscode.workspace.onDidChangeNotebookDocument(({ cellChanges }) => {
    if (cellChanges.some(({ cell, outputs }) => cell === live && outputs)) updates += 1;
  });
  const startedAt = performance.now();
  startRun(live);
  const looks = await whileItRuns(live);
  watch.dispose();
  if (live.executionSummary?.success !== true) throw new Error("The live cell has failed.");
  const [first, last] = [looks[0], looks.at(-1)];
  const found = {
    minutes: (performance.now() - startedAt) / 60_000,
    updates,
    "heap MB at first": first?.heap,
    "heap MB at the end": last?.heap,
    "MB at first": first?.all,
    "MB at the end": last?.all,
    "MB at most": Math.max(...looks.map(({ all }) => all)),
  };
  await writeFile(output, JSON.stringify(found));
}

async function whileItRuns(cell: vscode.NotebookCell) {
  const looks: { heap: number; all: number }[] = [];
  let runs = true;
  const end = ended(cell, 0, Number.POSITIVE_INFINITY).then(() => {
    runs = false;
  });
  while (runs) {
    await Promise.race([end, sleep(lookEveryMs)]);
    if (runs) looks.push(look());
  }
  return looks;
}

v8.setFlagsFromString("--expose-gc");
// That flag gives it to new contexts.
const collect: () => void = vm.runInNewContext("gc");

/** The memory of the process, and the heap that is left after a garbage collection, megabytes. */
function look() {
  const { rss } = process.memoryUsage();
  collect();
  return { heap: process.memoryUsage().heapUsed / 2 ** 20, all: rss / 2 ** 20 };
}
