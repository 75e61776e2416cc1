import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { suite, teardown, test } from "mocha";
import * as vscode from "vscode";
import {
  cell,
  closeAll,
  codeCells,
  ended,
  find,
  leaveQuestion,
  openText,
  outputOf,
  runUnguessed,
  startAll,
  startRun,
} from "./lab.ts";

const asking = (step: string) => cell(step, "start:\npredict:\n  alreadyRunning: # mine");

suite("predictions", () => {
  teardown(closeAll);

  test("a cell with an open guess waits for it; Escape runs it without, and leaves the file clean", async () => {
    const notebook = await openText("asks.lab.md", asking("start"));
    const which = find(notebook, 0);
    const since = Date.now();
    startRun(which);
    await sleep(1500);
    assert.equal(which.executionSummary?.timing, undefined, "it waits");
    await leaveQuestion(ended(which, since));
    assert.equal(which.executionSummary?.success, true, outputOf(which));
    assert.equal(notebook.isDirty, false);
  });

  test("Run All asks nothing", async () => {
    const notebook = await openText("all.lab.md", asking("one") + asking("two"));
    const since = Date.now();
    startAll(notebook);
    for (const which of codeCells(notebook)) {
      await ended(which, since);
      assert.equal(which.executionSummary?.success, true, outputOf(which));
    }
    assert.equal(notebook.isDirty, false);
  });

  test("Stop ends a cell that waits for its guess: it has not run, and runs the next time", async () => {
    const notebook = await openText("stop.lab.md", asking("start"));
    const which = find(notebook, 0);
    startRun(which);
    await sleep(1500);
    await vscode.commands.executeCommand("notebook.cancelExecution", notebook.uri);
    await sleep(500);
    assert.equal(which.executionSummary?.timing, undefined);
    assert.equal(which.outputs.length, 0);
    await runUnguessed(which);
    assert.equal(which.executionSummary?.success, true, outputOf(which));
  });

  test("a cell whose guess is made asks nothing, and shows it beside what was measured", async () => {
    const notebook = await openText("made.lab.md", asking("start").replace(": #", ": false #"));
    const which = find(notebook, 0);
    const since = Date.now();
    startRun(which);
    await ended(which, since);
    assert.match(outputOf(which), /Your prediction/);
    assert.match(outputOf(which), /alreadyRunning.*no.*yes/);
  });

  test("Clear My Answers opens the guesses of the notebook again, and the file says so once it is saved", async () => {
    const asks = asking("one") + asking("two");
    const guessed = asks.replaceAll(": # mine", ': false # mine\n  why: "it is off, isn\'t it"');
    const notebook = await openText("cleared.lab.md", guessed);
    assert.equal(await vscode.commands.executeCommand("surgeLab.clearAnswers"), 2);
    assert.equal(notebook.isDirty, true);
    await vscode.workspace.save(notebook.uri);
    assert.equal(await readFile(notebook.uri.fsPath, "utf8"), asks);
    assert.equal(await vscode.commands.executeCommand("surgeLab.clearAnswers"), 0);
    assert.equal(notebook.isDirty, false);
  });
});
