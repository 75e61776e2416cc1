import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { LoadResult } from "../../extension/actions/load/result.ts";
import { isAbort } from "../../extension/common/lab-error.ts";
import { openLab } from "../support/lab.ts";
import { until } from "../support/servers.ts";

const { session, run } = openLab();

describe("a server that is killed under load", () => {
  // With everysec, a disk that is behind makes Redis acknowledge what it has not yet written.
  before(() => run("start: { durability: aof-always }"));
  after(() => session.stop());

  const loadWith = async (
    strategy: string,
    fault: string,
    { duration = 1.5, more = "" } = {},
  ): Promise<LoadResult> => {
    await run("reset:");
    const words = `strategy: ${strategy}, duration: ${duration}, connections: 20, timeout: 3${more}`;
    const code = `load: { ${words}, fault: { ${fault} } }`;
    const result = await run(code);
    assert.ok(result.action === "load");
    assert.ok(result.ok > 0 && result.fault);
    assert.deepEqual(session.stack?.down, []);
    return result;
  };

  const safe = {
    coalesced: ["postgres", "app"],
    batched: ["postgres", "redis", "app"],
    stream: ["postgres", "redis", "app"],
  };
  for (const [strategy, kills] of Object.entries(safe)) {
    for (const kill of kills) {
      test(`${strategy} loses nothing when ${kill} dies`, async () => {
        const more = strategy === "coalesced" ? "" : ", processEvery: 100";
        const result = await loadWith(strategy, `kill: ${kill}, after: 0.4, recover: 0.5`, { more });
        const { fault, lost, duplicated, ok, unknown, recovered } = result;
        console.log(
          `${strategy} ${kill}: ok ${ok}, unknown ${unknown}, recovered ${recovered}, back ${fault?.backMs}`,
        );
        assert.deepEqual([lost, duplicated], [0, 0]);
        assert.ok((fault?.killedMs ?? 0) >= 395);
        assert.ok((fault?.backMs ?? 0) >= 895);
      });
    }
  }

  test("memory loses what its process held", async () => {
    const { lost, ok } = await loadWith("memory", "kill: app, after: 1.5", { duration: 3 });
    console.log(`memory app: ok ${ok}, lost ${lost}`);
    assert.ok(lost > 0);
  });

  test("an orderly end of memory's process is told as it was", async () => {
    const { fault } = await loadWith("memory", "kill: app, signal: SIGTERM, after: 0.4, recover: 0.3");
    assert.equal(fault?.signal, "SIGTERM");
  });

  test("that never comes back does so for the count", async () => {
    const { fault, lost } = await loadWith("batched", "kill: redis, after: 0.4, recover: never");
    assert.equal(fault?.recover, null);
    assert.ok((fault?.backMs ?? 0) > 1400);
    assert.equal(lost, 0);
  });

  test("is not killed when the load is over before", async () => {
    const { fault, verdict } = await loadWith("atomic", "kill: redis, after: 60");
    assert.deepEqual([fault?.killedMs, fault?.backMs, verdict], [null, null, "exact"]);
  });

  test("is back when the cell is cancelled, and a cell says what is down until `recover`", async () => {
    const cancel = new AbortController();
    const cancelled = run(
      "load: { strategy: atomic, duration: 20, fault: { kill: redis, after: 0.2, recover: 60 } }",
      cancel.signal,
    );
    const ended = assert.rejects(cancelled, isAbort);
    await until("the load has killed Redis", () => session.stack?.down.includes("redis") === true);
    cancel.abort();
    await ended;
    assert.deepEqual(session.stack?.down, []);

    await session.stack?.kill("postgres", "SIGKILL");
    await assert.rejects(run("inspect:"), { code: "service-down" });
    const recovered = await run("recover:");
    assert.ok(recovered.action === "recover");
    assert.deepEqual(recovered.recovered, ["postgres"]);
    await run("inspect:");
  });

  const durabilities = [
    ["none", true],
    ["rdb", true],
    ["aof-everysec", false],
    ["aof-always", false],
    ["none", true],
  ] as const;
  for (const [durability, loses] of durabilities) {
    test(`Redis with ${durability}, killed with hits pending, loses ${loses ? "what it had not on disk" : "nothing"}`, async () => {
      await run("reset:");
      const inspect = () => session.require().inspection.counted("batched");
      await run("load: { strategy: batched, requests: 300, connections: 10 }");
      const started = await run(`start: { durability: ${durability} }`);
      assert.ok(started.action === "start" && started.durability === durability);
      assert.deepEqual(await inspect(), { stored: 0, pending: 300 }, "the change itself loses nothing");
      const load = await run("load: { strategy: batched, requests: 1000, connections: 10 }");
      assert.ok(load.action === "load" && load.ok === 1000);
      await session.stack?.kill("redis", "SIGKILL");
      await run("recover:");
      const { pending } = await inspect();
      console.log(`${durability}: ${pending} of 1300 pending after the kill`);
      // A snapshot was taken at the change, when there were 300.
      assert.equal(pending, loses ? (durability === "rdb" ? 300 : 0) : 1300);
    });
  }
});
