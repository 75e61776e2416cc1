// Traced runs of each kind, by both apps: what the servers recorded adds up to what the ledger misses, every time.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { checkExplain } from "../../extension/actions/explain/check.ts";
import type { AppName } from "../../extension/stack/stack.ts";
import { openLab } from "../support/lab.ts";

const times = 2;
const loads: Readonly<Record<AppName, readonly string[]>> = {
  node: [
    "strategy: naive, requests: 100, connections: 30",
    "strategy: pooled, requests: 1000, connections: 50",
    "strategy: buffered, requests: 3000, connections: 50, processEvery: 5",
  ],
  fastapi: [
    "strategy: pooled, requests: 200, connections: 20",
    "strategy: buffered, requests: 500, connections: 30, processEvery: 10",
  ],
};

for (const app of ["node", "fastapi"] as const) {
  describe(`traced runs of the app ${app}`, () => {
    const { session, run } = openLab();
    before(() => run(`start: { app: ${app} }`));
    after(() => session.stop());

    for (const load of loads[app]) {
      test(`${times} times: ${load}`, async () => {
        let lost = 0;
        for (let time = 1; time <= times; time += 1) {
          const traced = await run(`load: { ${load}, trace: true }`);
          const result = await run("explain:");
          assert.ok(traced.action === "load" && result.action === "explain");
          assert.deepEqual(checkExplain(result), []);
          assert.equal(result.explained, traced.lost, `time ${time}`);
          lost += traced.lost;
        }
        assert.ok(lost > 0, "nothing was lost that could be explained");
      });
    }
  });
}

test("a lock of the app's process keeps out no other process: a collision has hits of two", async () => {
  const { session, run } = openLab();
  try {
    await run("start: { processes: 2 }");
    for (let time = 1; time <= times; time += 1) {
      const traced = await run("load: { strategy: mutex, requests: 500, connections: 30, trace: true }");
      const result = await run("explain:");
      assert.ok(traced.action === "load" && result.action === "explain");
      assert.equal(result.explained, traced.lost);
      assert.ok(result.collisions.length > 0);
      for (const { hits } of result.collisions) assert.equal(new Set(hits.map(({ app }) => app)).size, 2);
    }
  } finally {
    await session.stop();
  }
});
