import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { suite, suiteTeardown, teardown, test } from "mocha";
import * as vscode from "vscode";
import { descendants } from "../processes.ts";
import { cell, closeAll, find, open, openText, outputOf, run, until, writeLab } from "./lab.ts";

const notebooks = 50;
const runs = 500;
const loads = 20;

/** What this window has; each of it may only grow with what is open. */
interface Holding {
  readonly documents: number;
  readonly notebooks: number;
  readonly files: number;
  readonly processes: number;
  readonly temporary: number;
  readonly heapMb: number;
}

suite("endurance", () => {
  teardown(closeAll);
  suiteTeardown(async () => {
    await vscode.commands.executeCommand("surgeLab.stopStack");
  });

  test(`${notebooks} notebooks are opened and closed, and nothing of them stays`, async () => {
    const text = Array.from({ length: 10 }, (_, at) => cell(`step-${at}`, "inspect:")).join("\n");
    const uris = await Promise.all(
      Array.from({ length: notebooks }, (_, at) => writeLab(`notebook-${at}.lab.md`, text)),
    );
    const openAndClose = async (uri: vscode.Uri) => {
      const notebook = await open(uri);
      await closeAll();
      await until("the notebook is closed", () => notebook.isClosed || undefined);
    };
    // What is loaded once is loaded with the first ones.
    for (const uri of uris.slice(0, 5)) await openAndClose(uri);
    const before = await holding();
    for (const uri of uris) await openAndClose(uri);
    hasNotGrown(before, await holding());
  }).timeout(240_000);

  test(`a cell is run ${runs} times and a load ${loads} times: one result each, nothing else stays`, async () => {
    const load = cell("load", "load: { strategy: atomic, requests: 100, connections: 10 }");
    const notebook = await openText(
      "often.lab.md",
      `${cell("start", "start:")}\n${cell("look", "SELECT 1;", "sql")}\n${load}`,
    );
    const [start, look, send] = [0, 1, 2].map((at) => find(notebook, at));
    assert(start && look && send);
    await run(start);
    const often = async (which: vscode.NotebookCell, times: number) => {
      for (let time = 0; time < times; time += 1) {
        await run(which);
        assert.equal(which.executionSummary?.success, true, outputOf(which));
      }
    };
    await often(look, 20);
    await often(send, 2);
    const [before, shown] = [await holding(), outputBytes(look)];
    await often(look, runs);
    await often(send, loads);
    hasNotGrown(before, await holding());
    assert(Math.abs(outputBytes(look) - shown) < shown / 2, `${shown} bytes, then ${outputBytes(look)}`);
    assert.match(outputOf(send), /^=/m);
    assert.equal(notebook.isDirty, false);
  }).timeout(400_000);
});

async function holding(): Promise<Holding> {
  setFlagsFromString("--expose-gc");
  const collect: () => void = runInNewContext("gc");
  // Twice: what a finalizer lets go of is collected with the second.
  for (let time = 0; time < 2; time += 1) {
    collect();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    documents: vscode.workspace.textDocuments.length,
    notebooks: vscode.workspace.notebookDocuments.length,
    files: (await readdir("/proc/self/fd").catch(() => [])).length,
    processes: (await descendants(process.pid)).length,
    temporary: (await readdir(tmpdir())).length,
    heapMb: process.memoryUsage().heapUsed / 1e6,
  };
}

/** The editor itself keeps a little of everything. */
function hasNotGrown(before: Holding, after: Holding): void {
  const told = `before ${JSON.stringify(before)}, after ${JSON.stringify(after)}`;
  for (const key of ["documents", "notebooks", "temporary"] as const)
    assert(after[key] <= before[key], `${key}: ${told}`);
  // A connection more of the app's pool is a process of PostgreSQL.
  for (const key of ["processes", "files"] as const) assert(after[key] <= before[key] + 3, `${key}: ${told}`);
  assert(after.heapMb <= before.heapMb * 1.3 + 5, `heap: ${told}`);
}

function outputBytes({ outputs }: vscode.NotebookCell): number {
  return outputs.flatMap(({ items }) => items).reduce((sum, { data }) => sum + data.byteLength, 0);
}
