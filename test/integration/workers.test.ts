import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { WorkerResult } from "../../extension/results/results.ts";
import { openLab } from "../support/lab.ts";
import { until } from "../support/servers.ts";

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
    const before = session.workers.figuresOf("batched")[0]?.failed ?? 0;
    await sleep(1_000);
    assert.equal(session.workers.figuresOf("batched")[0]?.ended, null);
    assert.ok((session.workers.figuresOf("batched")[0]?.failed ?? 0) <= before + 3);
    await run("reset:");
    assert.deepEqual(session.workers.figuresOf("batched"), []);
  });
});
