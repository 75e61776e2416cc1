import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { suite, suiteSetup, teardown, test } from "mocha";
import * as vscode from "vscode";
import { rendererMime } from "../../../extension/drawing/blocks.ts";
import {
  cell,
  closeAll,
  codeCells,
  ended,
  find,
  openOwn,
  openText,
  outputOf,
  payloadOf,
  run,
  runUnguessed,
  startAll,
  startRun,
  until,
} from "./lab.ts";

const load = cell("load", "load: { strategy: atomic, requests: 200, connections: 10 }");
const longLoad = cell("long", "load: { strategy: atomic, duration: 30, connections: 10 }");
const sql = cell("sql", "select 6 * 7 as answer;", "sql");

suite("running cells", () => {
  suiteSetup(async () => {
    const start = find(await openText("start.lab.md", cell("start", "start:")), 0);
    await run(start);
    assert.equal(start.executionSummary?.success, true, outputOf(start));
    await closeAll();
  });
  teardown(closeAll);

  test("a run leaves the file clean and gives one output in three forms", async () => {
    const notebook = await openText("run.lab.md", load);
    const which = find(notebook, 0);
    await run(which);
    assert.equal(which.executionSummary?.success, true);
    assert.equal(notebook.isDirty, false);
    assert.deepEqual(
      which.outputs[0]?.items.map(({ mime }) => mime),
      [rendererMime, "text/markdown", "text/plain"],
    );
    assert.match(outputOf(which), /^= .*200/m);
    const verdict = payloadOf(which).blocks[0];
    assert(verdict?.kind === "verdict" && verdict.sign === "=");
  });

  test("a second run replaces the first one's output", async () => {
    const notebook = await openText("twice.lab.md", load);
    const which = find(notebook, 0);
    await run(which);
    const first = outputOf(which, rendererMime);
    await run(which);
    assert.notEqual(outputOf(which, rendererMime), first);
    assert.equal(notebook.isDirty, false);
  });

  test("cells in SQL and in Redis run too", async () => {
    const notebook = await openText("languages.lab.md", sql + cell("redis", "PING", "redis"));
    await run(find(notebook, 0));
    await run(find(notebook, 1));
    assert.match(outputOf(find(notebook, 0)), /42/);
    assert.match(outputOf(find(notebook, 1)), /PONG/);
  });

  test("Run All goes in order and stops at the first cell that fails", async () => {
    const bad = cell("bad", "load: { strategy: nonesuch }");
    const notebook = await openText("all.lab.md", sql + cell("second", "inspect:") + bad + load);
    const [first, second, failing, never] = codeCells(notebook);
    assert(first && second && failing && never);
    const since = Date.now();
    startAll(notebook);
    await ended(failing, since);
    await quiet();
    assert.equal(first.executionSummary?.success, true);
    assert.equal(second.executionSummary?.success, true);
    assert.equal(failing.executionSummary?.success, false);
    const times = [first, second, failing].map(({ executionSummary }) => executionSummary?.timing);
    assert((times[1]?.startTime ?? 0) >= (times[0]?.endTime ?? Number.POSITIVE_INFINITY));
    assert((times[2]?.startTime ?? 0) >= (times[1]?.endTime ?? Number.POSITIVE_INFINITY));
    assert.equal(never.outputs.length, 0);
    assert.equal(never.executionSummary?.timing, undefined);
  });

  test("a load that is cancelled ends within a second, the waiting cells never run, the next run works", async () => {
    const notebook = await openText("cancel.lab.md", longLoad + sql + load);
    const [long, waiting, next] = codeCells(notebook);
    assert(long && waiting && next);
    const since = Date.now();
    startRun(long, waiting);
    await until("the load shows how far it is", () => (/"attempted"/.test(shown(long)) ? true : undefined));
    const cancelledAt = Date.now();
    await vscode.commands.executeCommand("notebook.cancelExecution", notebook.uri);
    await ended(long, since);
    const took = (long.executionSummary?.timing?.endTime ?? Number.POSITIVE_INFINITY) - cancelledAt;
    console.log(`A running load ended ${took} ms after Stop.`);
    assert(took < 1000, `it took ${took} ms`);
    await quiet();
    assert.match(outputOf(long), /Cancelled/);
    assert.equal(waiting.outputs.length, 0);
    assert.equal(waiting.executionSummary?.timing, undefined);
    await run(next);
    assert.match(outputOf(next), /^=/m);
    assert.equal(notebook.isDirty, false);
  });

  test("a sweep that is cancelled shows what it had measured", async () => {
    const sweep = cell("sweep", "sweep: { strategies: [atomic], connections: [1, 2], seconds: 1 }");
    const notebook = await openText("cancel-sweep.lab.md", sweep + load);
    const [long, next] = codeCells(notebook);
    assert(long && next);
    const since = Date.now();
    startRun(long);
    await until("the second load runs", () => (/Load 2 of 6/.test(shown(long)) ? true : undefined));
    await vscode.commands.executeCommand("notebook.cancelExecution", notebook.uri);
    await ended(long, since);
    assert.match(outputOf(long), /^Cancelled after 1 of 6 loads/m);
    await run(next);
    assert.match(outputOf(next), /^=/m);
  });

  // How soon the notice is sent is held by cell-output.test.ts; here the editor's own way to it comes on top,
  // which on a busy machine can be any time. The figure is printed.
  test("progress is seen while the load runs", async () => {
    const notebook = await openText("progress.lab.md", longLoad);
    const which = find(notebook, 0);
    const since = Date.now();
    startRun(which);
    await until("something is shown", () => (which.outputs.length > 0 ? true : undefined));
    const took = Date.now() - (which.executionSummary?.timing?.startTime ?? since);
    assert(which.executionSummary?.timing?.endTime === undefined, "the load still runs");
    await vscode.commands.executeCommand("notebook.cancelExecution", notebook.uri);
    await ended(which, since);
    console.log(`The first output was there after ${took} ms.`);
  });

  test("an expectation that does not hold makes the cell red and stands in its first line; the next cell runs", async () => {
    const wrong = cell("wrong", "inspect:\nexpect: { connections.max: 21 }");
    const notebook = await openText("unexpected.lab.md", wrong + sql);
    const [which, next] = codeCells(notebook);
    assert(which && next);
    const since = Date.now();
    startAll(notebook);
    await ended(next, since);
    assert.equal(which.executionSummary?.success, false);
    assert.match(outputOf(which), /^✗ expected connections\.max 21, measured 20/);
    assert.equal(next.executionSummary?.success, true);
  });

  test("a mistake in a cell is explained and fails the cell", async () => {
    const notebook = await openText("mistake.lab.md", cell("typo", "lod: { strategy: atomic }"));
    const which = find(notebook, 0);
    await run(which);
    assert.equal(which.executionSummary?.success, false);
    assert.match(outputOf(which), /lod.*load/s);
  });

  for (const [name, words, strangers] of [
    ["surge.en.lab.md", /acknowledged/, /[а-яё]/i],
    ["surge.ru.lab.md", /потеряно|пропал|подтвержд/i, /acknowledged|refused|lost/i],
  ] as const) {
    test(`${name}: the naive load speaks the notebook's language`, async () => {
      const notebook = await openOwn(name);
      await run(find(notebook, /^reset:/m));
      const which = find(notebook, /^load:\s+strategy: naive/m);
      await runUnguessed(which);
      assert.equal(which.executionSummary?.success, true, shown(which));
      // The editor may tell of the last output after the end of the run.
      await until("its result is shown with both signs", () =>
        /^✓ (as expected|как ожидалось) +≠/m.test(outputOf(which)) ? true : undefined,
      );
      assert.match(outputOf(which), words);
      assert.doesNotMatch(outputOf(which), strangers);
      assert.equal(notebook.isDirty, false);
    });
  }
});

function shown({ outputs }: vscode.NotebookCell): string {
  const items = outputs.flatMap((output) => output.items);
  return items.map(({ data }) => new TextDecoder().decode(data)).join("\n");
}

/** Long enough for a cell that should not run to have begun. */
async function quiet(): Promise<void> {
  await sleep(500);
}
