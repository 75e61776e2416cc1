import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Cluster } from "ioredis";
import { type Inspection, openInspection } from "../../extension/inspection/inspection.ts";
import type { Stack } from "../../extension/stack/stack.ts";
import {
  newDatabase,
  openCluster,
  type RedisCluster,
  startAttached,
  startRedisCluster,
} from "../support/attach.ts";
import { changesBetween, fillRedis, foreignKeys, labKeys } from "../support/foreign.ts";
import { judgedLoad } from "../support/judged-load.ts";
import { type PostgresServer, startPostgres, until } from "../support/servers.ts";

describe("attached to a Redis Cluster of three nodes", () => {
  let postgres: PostgresServer;
  let cluster: RedisCluster;
  let stack: Stack;
  let inspection: Inspection;
  let client: Cluster;
  let foreign: Record<string, string>;
  before(async () => {
    [postgres, cluster] = await Promise.all([startPostgres(), startRedisCluster()]);
    client = openCluster(cluster);
    await fillRedis(client);
    foreign = await foreignKeys(client);
    const urls = { postgres: await newDatabase(postgres.url, "clustered"), redis: cluster.url };
    stack = await startAttached({ urls });
    inspection = await openInspection(stack);
  });
  after(async () => {
    await stack?.stop();
    client?.disconnect();
    await Promise.all([postgres?.remove(), cluster?.remove()]);
  });

  const process = async (strategy: string) => {
    const answer = await fetch(`${stack.endpoints.app}/${strategy}/process`, { method: "POST" });
    assert.equal(answer.status, 200, await answer.clone().text());
    return answer.json();
  };

  for (const strategy of ["buffered", "batched", "getdel", "stream"]) {
    test(`${strategy}: of 1000 hits, every one is stored`, async () => {
      const load = await judgedLoad(stack.endpoints.app, inspection, strategy);
      assert.deepEqual(load.failures, {});
      const waiting = await load.judge();
      assert.deepEqual([waiting.verdict, waiting.stored, waiting.pending], ["exact", 0, 1000]);
      assert.deepEqual(await process(strategy), { processed: 1000 });
      const { verdict, stored, pending } = await load.judge();
      assert.deepEqual({ verdict, stored, pending }, { verdict: "exact", stored: 1000, pending: 0 });
    });
  }
  for (const strategy of ["batched", "stream"]) {
    test(`${strategy}: nothing is lost or counted twice while it is processed under load`, async () => {
      let running = true;
      const processing = (async () => {
        while (running) await process(strategy);
      })();
      const load = await judgedLoad(stack.endpoints.app, inspection, strategy, { requests: 3000 });
      running = false;
      await processing;
      await process(strategy);
      const { verdict, stored, pending } = await load.judge();
      assert.deepEqual({ verdict, stored, pending }, { verdict: "exact", stored: 3000, pending: 0 });
    });
  }

  test("a cell finds the lab's keys, wherever they are", async () => {
    const limits = { rowLimit: 100, timeoutMs: 5_000, signal: new AbortController().signal };
    await inspection.reset();
    assert.equal((await fetch(`${stack.endpoints.app}/buffered/hit`, { method: "POST" })).status, 200);
    const [value, keys] = await inspection.redis("GET pending_hits\nKEYS *", limits);
    assert.deepEqual(value?.rows, [["1"]]);
    assert.match(keys?.rows.join(" ") ?? "", /^surge:\{[0-9a-f]{12}\}:pending_hits$/);
  });

  test("batched and stream lose nothing when the node with their keys is killed and comes back", async () => {
    await inspection.reset();
    assert.equal((await fetch(`${stack.endpoints.app}/buffered/hit`, { method: "POST" })).status, 200);
    const owner = await ownerOf(client, cluster);
    for (const strategy of ["batched", "stream"]) {
      const loading = judgedLoad(stack.endpoints.app, inspection, strategy, {
        requests: 4000,
        connections: 20,
      });
      await until("hits arrive", async () => (await inspection.counted(strategy)).pending > 100);
      await owner.stop("SIGKILL");
      await owner.start();
      const load = await loading;
      await until("the app has found it again", async () => {
        const answer = await fetch(`${stack.endpoints.app}/${strategy}/process`, { method: "POST" });
        return answer.status === 200;
      });
      await process(strategy);
      const { verdict, lost, duplicated, pending } = await load.judge();
      assert.ok(verdict === "exact" || verdict === "open", verdict);
      assert.deepEqual([lost, duplicated, pending], [0, 0, 0], strategy);
    }
  });

  test("a reset removes the lab's keys, and all others are byte for byte the same", async () => {
    // The old one has forgotten the node that was killed.
    client.disconnect();
    client = openCluster(cluster);
    await client.ping();
    await process("buffered");
    assert.equal((await fetch(`${stack.endpoints.app}/stream/hit`, { method: "POST" })).status, 200);
    assert.ok((await labKeys(client)).length > 0);
    await inspection.reset();
    assert.deepEqual(await labKeys(client), []);
    assert.deepEqual(changesBetween(foreign, await foreignKeys(client)), []);
  });
});

/** The node that has the slot of the lab's keys. */
async function ownerOf(client: Cluster, { nodes }: RedisCluster) {
  const [key = ""] = await labKeys(client);
  for (const node of client.nodes("master")) {
    if ((await node.keys(key)).length > 0) {
      const owner = nodes.find(({ port }) => port === node.options.port);
      if (owner) return owner;
    }
  }
  throw new Error("No node has a key of the lab.");
}
