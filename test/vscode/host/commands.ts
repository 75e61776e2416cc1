import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, readdir, readFile, realpath, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { suite, teardown, test } from "mocha";
import * as vscode from "vscode";
import { cell, closeAll, codeCells, open, openText, outputOf, ownNotebooks, run, until } from "./lab.ts";

suite("commands", () => {
  teardown(closeAll);

  test("Reset Lab leaves counters and buffer at zero and no output, kept or shown", async () => {
    const load = cell("load", "load: { strategy: buffered, requests: 100, connections: 10 }");
    const counter = cell("counter", "select sum(value) as total from counter;", "sql");
    const buffer = cell("buffer", "GET pending_hits", "redis");
    const notebook = await openText("reset.lab.md", cell("start", "start:") + load + counter + buffer);
    const [start, hits, total, pending] = codeCells(notebook);
    assert(start && hits && total && pending);
    for (const which of [start, hits, total, pending]) await run(which);
    assert.match(outputOf(pending), /100/);
    const kept = path.join(path.dirname(notebook.uri.fsPath), ".surge-lab/results/reset");
    await until("the last result is kept", () =>
      existsSync(path.join(kept, "buffer.json")) ? true : undefined,
    );
    await vscode.commands.executeCommand("surgeLab.resetLab", { isSure: true });
    assert.equal(existsSync(kept), false);
    assert.deepEqual(
      codeCells(notebook).map(({ outputs }) => outputs.length),
      [0, 0, 0, 0],
    );
    assert.equal(notebook.isDirty, false);
    await run(total);
    await run(pending);
    assert.match(outputOf(total), /\b0\b/);
    assert.doesNotMatch(outputOf(pending), /100/);
  });

  test("Open Lab copies the notebooks of a language and the app, and keeps what the student has changed", async () => {
    const folder = await mkdtemp(path.join(await realpath(tmpdir()), "Мой стенд "));
    const answers = { folder: vscode.Uri.file(folder), language: "ru" };
    const uri = await vscode.commands.executeCommand<vscode.Uri>("surgeLab.openLab", answers);
    assert.equal(uri.fsPath, path.join(folder, "surge.ru.lab.md"));
    assert.equal(vscode.window.activeNotebookEditor?.notebook.uri.fsPath, uri.fsPath);
    assert.equal(vscode.window.activeNotebookEditor?.notebook.isDirty, false);
    const own = await ownNotebooks();
    assert.deepEqual(
      (await readdir(folder)).filter((name) => name.endsWith(".lab.md")).sort(),
      own.filter((name) => name.endsWith(".ru.lab.md")).sort(),
    );
    assert((await readdir(path.join(folder, "lab-stack/app/strategies"))).includes("naive.ts"));
    await closeAll();

    // Dialogs are refused in tests, and a student who is not asked keeps what he has.
    const changed = path.join(folder, "lab-stack/app/strategies/naive.ts");
    await writeFile(changed, "// mine");
    await vscode.commands.executeCommand("surgeLab.openLab", answers).then(undefined, () => undefined);
    assert.equal(await readFile(changed, "utf8"), "// mine");
  });

  test("Reset Exercise brings the starting point back, and keeps beside it what the student has written", async () => {
    const folder = await mkdtemp(path.join(await realpath(tmpdir()), "exercise "));
    const answers = { folder: vscode.Uri.file(folder), language: "en" };
    await vscode.commands.executeCommand("surgeLab.openLab", answers);
    const strategies = path.join(folder, "lab-stack/app/strategies");
    await writeFile(path.join(strategies, "yours.ts"), "// mine");
    await open(vscode.Uri.file(path.join(folder, "exercise-1.en.lab.md")));
    await vscode.commands.executeCommand("surgeLab.resetExercise");
    await until("the starting point is there", () =>
      readFileSync(path.join(strategies, "yours.ts"), "utf8").includes("function hit") ? true : undefined,
    );
    const beside = path.join(strategies, "yours.before-exercise-1.ts.txt");
    assert.equal(await readFile(beside, "utf8"), "// mine");
  });

  test("Stop Stack ends the stack, and the next load says so", async () => {
    const notebook = await openText("stop.lab.md", cell("start", "start:") + cell("hits", "inspect:"));
    const [start, inspect] = codeCells(notebook);
    assert(start && inspect);
    await run(start);
    assert.equal(start.executionSummary?.success, true, outputOf(start));
    await vscode.commands.executeCommand("surgeLab.stopStack");
    await run(inspect);
    assert.equal(inspect.executionSummary?.success, false);
    assert.match(outputOf(inspect), /start/);
  });
});
