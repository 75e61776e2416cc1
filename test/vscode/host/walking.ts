import assert from "node:assert/strict";
import { suite, teardown, test } from "mocha";
import * as vscode from "vscode";
import { rendererMime } from "../../../extension/drawing/blocks.ts";
import {
  cell,
  closeAll,
  codeCells,
  ended,
  openText,
  outputOf,
  payloadOf,
  run,
  startAll,
  startRun,
  until,
} from "./lab.ts";

const lab = (code: string) => cell("start", "start:") + cell("walk", code);
const move = (name: string) => vscode.commands.executeCommand<boolean>("surgeLab.nextMove", name);

/** The moves that the cell offers now; undefined while it offers none. */
function offered(which: vscode.NotebookCell): string[] | undefined {
  const [output] = which.outputs;
  if (!output?.items.some(({ mime }) => mime === rendererMime)) return undefined;
  const choice = payloadOf(which).blocks.find((block) => block.kind === "choice");
  return choice?.options.flatMap(({ value, disabled }) => (disabled ? [] : [value]));
}

/** Waits until the walk stands there and offers these moves. */
const offers = (which: vscode.NotebookCell, place: RegExp, moves: string) =>
  until(`the walk offers ${moves} at ${place}`, () =>
    offered(which)?.join() === moves && place.test(outputOf(which)) ? true : undefined,
  );

suite("a walk", () => {
  teardown(closeAll);

  test("is driven by the command that buttons and quick pick use, and ends with its ledger", async () => {
    const notebook = await openText("walk.lab.md", lab("step: { strategy: buffered, hits: 10 }"));
    const [start, walk] = codeCells(notebook);
    assert(start && walk);
    await run(start);
    const since = Date.now();
    startRun(walk);
    await offers(walk, /has not begun/, "next,kill,run,end");
    assert.equal(await move("restart"), false, "nobody is dead");
    assert.equal(await move("next"), true);
    await offers(walk, /stands at after-take/, "next,kill,run,end");
    assert.equal(await move("next"), true);
    await offers(walk, /stands at before-acknowledge/, "next,kill,run,end");
    assert.equal(await move("next"), true);
    await offers(walk, /stands at before-commit/, "next,kill,run,end");
    assert.equal(await move("kill"), true);
    await offers(walk, /The worker is dead/, "restart,end");
    assert.equal(await move("restart"), true);
    await offers(walk, /has not begun/, "next,kill,run,end");
    assert.equal(await move("run"), true);
    await ended(walk, since);
    assert.equal(walk.executionSummary?.success, true, outputOf(walk));
    assert.match(outputOf(walk), /At least 10 acknowledged hits are gone/);
    assert.equal(offered(walk), undefined);
    assert.equal(await move("next"), false, "no walk waits any more");
    assert.equal(notebook.isDirty, false);
  });

  test("that is stopped in the middle ends at once, and the cell runs again", async () => {
    const notebook = await openText("stop.lab.md", lab("step: { strategy: batched }"));
    const [start, walk] = codeCells(notebook);
    assert(start && walk);
    await run(start);
    let since = Date.now();
    startRun(walk);
    await offers(walk, /has not begun/, "next,kill,run,end");
    await vscode.commands.executeCommand("notebook.cancelExecution", notebook.uri);
    await ended(walk, since);
    assert.equal(walk.executionSummary?.success, undefined);
    assert.match(outputOf(walk), /Cancelled/);
    since = Date.now();
    startRun(walk);
    await offers(walk, /has not begun/, "next,kill,run,end");
    assert.equal(await move("end"), true);
    await ended(walk, since);
    assert.match(outputOf(walk), /=/);
  });

  test("goes through by itself where several cells run", async () => {
    const notebook = await openText("all.lab.md", lab("step: { strategy: getdel }"));
    const since = Date.now();
    startAll(notebook);
    const walk = codeCells(notebook)[1];
    assert(walk);
    await ended(walk, since);
    assert.match(outputOf(walk), /after-commit/);
    assert.match(outputOf(walk), /=/);
  });
});
