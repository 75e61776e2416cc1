import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { WorkerResult } from "../../extension/actions/worker/result.ts";
import { openLab } from "../support/lab.ts";
import { until } from "../support/servers.ts";
import { commandLine, descendantsOf, isAlive, supervisorOf } from "../support/stack.ts";

const { session, run } = openLab();

describe("workers beside the app", () => {
  before(() => run("start:"));
  after(() => session.stop());

  const worker = async (words: string): Promise<WorkerResult> => {
    const result = await run(`worker: { ${words} }`);
    assert.ok(result.action === "worker");
    return result;
  };

  for (const strategy of ["batched", "stream", "queue-in-pg"]) {
    test(`three at once move every hit of ${strategy} exactly once while hits arrive`, async () => {
      await run("reset:");
      await worker(`strategy: ${strategy}, every: 0.1, count: 3, watch: 0`);
      const load = await run(`load: { strategy: ${strategy}, requests: 5000, connections: 20 }`);
      assert.ok(load.action === "load");
      assert.deepEqual([load.lost, load.duplicated, load.verdict], [0, 0, "exact"]);
      await until("the buffer is empty", async () => {
        const counted = await session.require().inspection.counted(strategy);
        return counted.stored === load.ok && counted.pending === 0;
      });
      const figures = session.workers.figuresOf(strategy);
      assert.equal(figures.length, 3);
      assert.ok(figures.every(({ ended, batches }) => ended === null && batches > 0));
      const stopped = await worker(`strategy: ${strategy}, count: 0`);
      assert.deepEqual([stopped.workers, stopped.stored, stopped.pending], [[], load.ok, 0]);
    });
  }

  test("are seen catching up, and go on between cells", async () => {
    await run("reset:");
    await run("load: { strategy: batched, requests: 500, connections: 10 }");
    const watched = await worker("strategy: batched, every: 0.5, watch: 3");
    assert.deepEqual([watched.stored, watched.pending, watched.moved], [500, 0, 500]);
    assert.ok(watched.samples.length >= 3);
    await run("load: { strategy: batched, requests: 500, connections: 10 }");
    await until("the worker has moved them, too", async () => {
      return (await session.require().inspection.counted("batched")).stored === 1000;
    });
  });

  test("tell an error, go on, and are ended by a reset", async () => {
    await worker("strategy: batched, every: 0.2, watch: 0");
    const { stack } = session.require();
    await stack.kill("redis", "SIGKILL");
    await until("the worker tells it", async () => {
      return session.workers.figuresOf("batched")[0]?.lastError !== null;
    });
    await stack.recover("redis");
    const gone = () => session.workers.figuresOf("batched")[0] ?? { batches: 0, failed: 0 };
    const well = () => gone().batches - gone().failed;
    const before = well();
    await until("it has gone on well", () => well() >= before + 4);
    const { failed } = gone();
    const further = well();
    await until("nothing fails any more", () => well() >= further + 4);
    assert.equal(gone().failed, failed);
    assert.equal(session.workers.figuresOf("batched")[0]?.ended, null);
    await run("reset:");
    assert.deepEqual(session.workers.figuresOf("batched"), []);
  });

  test("that are asked to end finish the batch that they are at", async () => {
    await run("reset:");
    await run("load: { strategy: batched, requests: 200, connections: 10 }");
    const { stack, inspection } = session.require();
    const lock = new pg.Client({ connectionString: stack.endpoints.postgres, ssl: false });
    await lock.connect();
    const lines: string[] = [];
    try {
      await lock.query("BEGIN; SELECT FROM surge_lab.counter WHERE strategy = 'batched' FOR UPDATE");
      const program = await stack.run({ file: "worker.ts", args: ["batched", "60"] }, (line) =>
        lines.push(line),
      );
      await until("the worker waits for the row", async () => {
        const { rowCount } = await lock.query("SELECT FROM pg_locks WHERE NOT granted");
        return rowCount === 1;
      });
      const ended = program.end();
      await sleep(300);
      await lock.query("COMMIT");
      await ended;
      assert.equal(await program.ended, "exit code 0");
    } finally {
      await lock.end();
    }
    assert.match(lines.at(-1) ?? "", /"processed":200,.*"pending":0/);
    assert.deepEqual(await inspection.counted("batched"), { stored: 200, pending: 0 });
  });

  test("one of which is killed in the middle of a load: another takes over what it had, exactly", async () => {
    await run("reset:");
    const load = "load: { strategy: batched, duration: 3, connections: 10, fault: { kill: worker } }";
    await assert.rejects(run(load), { code: "no-worker" });
    await worker("strategy: batched, every: 0.1, count: 2, watch: 0");
    const result = await run(load);
    assert.ok(result.action === "load" && result.fault?.killedMs);
    assert.deepEqual([result.lost, result.duplicated, result.verdict], [0, 0, "exact"]);
    assert.deepEqual(
      session.workers.figuresOf("batched").map(({ ended }) => ended),
      ["SIGKILL", null, null],
    );
  });

  test("are gone with a supervisor that is killed", async () => {
    await run("reset:");
    await worker("strategy: batched, every: 1, count: 2, watch: 0");
    const pids = await descendantsOf(process.pid);
    assert.equal(
      (await Promise.all(pids.map(commandLine))).filter((line) => line.includes("worker.ts")).length,
      2,
    );
    process.kill(await supervisorOf(process.pid), "SIGKILL");
    await session.stack?.ended;
    await until("every process is gone", async () => !(await Promise.all(pids.map(isAlive))).includes(true));
  });
});
