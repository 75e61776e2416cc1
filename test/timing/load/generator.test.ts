import assert from "node:assert/strict";
import { availableParallelism } from "node:os";
import { test } from "node:test";
import { setImmediate } from "node:timers/promises";
import { watchGenerator } from "../../../extension/load/generator.ts";
import { httpServer, load } from "../../load/server.ts";

test("a generator that never waits for an answer has limited its run", async () => {
  // The event loop has to be running for its idle time to be known.
  await setImmediate();
  const measure = watchGenerator();
  const before = process.cpuUsage().user;
  while (process.cpuUsage().user - before < 50_000);
  const { cpuShare, machineShare, busyShare, limitedTheRun } = measure();
  assert.ok(cpuShare > 0 && cpuShare < 1.5, `${cpuShare}`);
  assert.equal(machineShare, cpuShare / availableParallelism());
  assert.ok(busyShare > 0.85, `${busyShare}`);
  assert.equal(limitedTheRun, true);
});

test("a report says what the generator took; one that mostly waits has limited nothing", async () => {
  await using server = await httpServer((_, response) => setTimeout(() => response.end(), 100));
  for (const rate of [undefined, 50]) {
    const { generator } = await load({ url: server.url, durationSeconds: 1, connections: 5, rate });
    assert.ok(generator);
    assert.ok(generator.cpuShare > 0 && generator.busyShare > 0 && generator.busyShare < 0.85);
    assert.equal(generator.limitedTheRun, undefined);
  }
});
