import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { Redis } from "ioredis";
import pg from "pg";
import { checkLoad } from "../../extension/actions/load/check.ts";
import type { LoadResult } from "../../extension/actions/load/result.ts";
import { limitOf, type OwnLimit } from "../../extension/ledger/limit.ts";
import { apps } from "../../extension/stack/apps.ts";
import { testedApp } from "../support/app.ts";
import { copyStack } from "../support/copy-stack.ts";
import { openLab } from "../support/lab.ts";
import { connectionsOfAppAre, holdRow, waitingForLock } from "../support/locks.ts";
import { query, until } from "../support/servers.ts";

const spinning = {
  node: `import { performance } from "node:perf_hooks";
import { pool } from "../connections.ts";
export const about = { en: "Mine.", ru: "Моя." };
export async function hit(): Promise<void> {
  for (const end = performance.now() + 5; performance.now() < end; );
  await pool.query("UPDATE counter SET value = value + 1 WHERE strategy = 'spinning'");
}
`,
  fastapi: `import time
from sqlalchemy import text
from connections import autocommit
about = {"en": "Mine.", "ru": "Моя."}
async def hit(hit_id: str) -> None:
    end = time.thread_time() + 0.005
    while time.thread_time() < end:
        pass
    async with autocommit.connect() as db:
        await db.execute(text("UPDATE counter SET value = value + 1 WHERE strategy = 'spinning'"))
`,
};

const watching = "SELECT FROM pg_stat_activity WHERE application_name = 'surge-lab inspection'";

/** How often a state must have been seen, so that the lab has seen it, too. */
const often = 60;

describe("what limits a run is named", () => {
  let folder = "";
  let lab: ReturnType<typeof openLab>;
  let admin: pg.Client;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "surge-test-"));
    await copyStack(folder);
    const { folder: app, extension } = apps[testedApp];
    await writeFile(join(folder, app, "strategies", `spinning${extension}`), spinning[testedApp]);
    lab = openLab(folder);
    await lab.run(`start: { app: ${testedApp} }`);
    admin = new pg.Client(lab.session.require().stack.endpoints.postgres);
    await admin.connect();
  });
  after(async () => {
    await admin?.end();
    await lab?.session.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** A load, and what limited it apart from what other programs did on this machine. */
  async function limited(load: string): Promise<{ readonly result: LoadResult; readonly limit: OwnLimit }> {
    const result = await lab.run(`load: { ${load} }`);
    assert.ok(result.action === "load");
    assert.deepEqual(checkLoad(result), []);
    const { time, ok } = result;
    if (time) {
      const parts = Object.values(time.partsMs).reduce((sum, part) => sum + part, 0);
      assert.ok(Math.abs(parts - time.meanMs) <= time.meanMs * 0.02, `${parts} of ${time.meanMs} ms`);
      assert.ok(ok < result.attempted || meanIn(result.latencyBuckets, time.meanMs), `${time.meanMs} ms`);
    }
    const limit = limitOf({ ...result, processor: null, appCpuShare: null });
    assert.ok(limit.code !== "other-programs");
    return { result, limit };
  }

  test("a row lock that another session holds", async () => {
    const lock = await holdRow(lab.session.require().stack.endpoints.postgres, "atomic");
    const load = limited("strategy: atomic, requests: 8, connections: 8");
    let seen = 0;
    await until("its hits have waited for the lock", async () => {
      if ((await waitingForLock(admin)) === 8) seen += 1;
      return seen >= often;
    });
    await lock.release();
    const { result, limit } = await load;
    assert.deepEqual([limit.code, result.ok], ["row-lock", 8]);
    assert.ok(result.time && result.time.partsMs.postgres > result.time.meanMs / 2);
  });

  test("pg_sleep in a trigger", async () => {
    await admin.query(`CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql
      AS 'BEGIN PERFORM pg_sleep(0.1); RETURN new; END'`);
    await admin.query("CREATE TRIGGER slow BEFORE INSERT ON hits FOR EACH ROW EXECUTE FUNCTION slow()");
    try {
      const { limit } = await limited("strategy: append, requests: 120, connections: 10");
      assert.ok(limit.code === "postgres-wait" && limit.event === "Timeout:PgSleep", JSON.stringify(limit));
    } finally {
      await admin.query("DROP FUNCTION slow CASCADE");
    }
  });

  test("a slow Redis", async () => {
    const redis = new Redis(lab.session.require().stack.endpoints.redis);
    const over = new AbortController();
    const slow = (async () => {
      while (!over.signal.aborted) {
        await redis.client("PAUSE", 100, "WRITE");
        // Waits as long as the hits.
        await redis.del("nothing");
      }
    })();
    try {
      const { limit } = await limited("strategy: buffered, requests: 100, connections: 10");
      assert.equal(limit.code, "redis");
    } finally {
      over.abort();
      await slow;
      redis.disconnect();
    }
  });

  test("an app that computes", async () => {
    const { result, limit } = await limited("strategy: spinning, requests: 200, connections: 10");
    assert.ok(result.appBusyShare);
    // An app in Python says how long it had the processor, which others may have had meanwhile.
    if (testedApp === "node") assert.equal(limit.code, "app-thread");
    assert.ok(result.time && result.time.partsMs.app > 4);
  });

  test("the connections that PostgreSQL has", { skip: testedApp === "fastapi" }, async () => {
    const { limit } = await limited("strategy: naive, requests: 400, connections: 50");
    assert.equal(limit.code, "refused");
  });

  test("a hit that shares a statement with others waits for PostgreSQL, not for the app", async () => {
    // So many that not every one is timed.
    const { result } = await limited("strategy: coalesced, requests: 1000, connections: 20");
    assert.ok(result.time);
    const { connection, connecting, postgres, app } = result.time.partsMs;
    assert.ok(connection + connecting + postgres > app / 2, JSON.stringify(result.time));
  });

  test("slow work before the answer is time that a hit spends in the app", async () => {
    const { result } = await limited("strategy: inline, requests: 50, connections: 5");
    assert.ok(result.time && result.time.partsMs.app >= 49, JSON.stringify(result.time));
  });

  test("nothing is said of the hits of an app that was killed, and its clocks with it", async () => {
    const { result } = await limited(
      "strategy: atomic, duration: 2, connections: 5, fault: { kill: app, recover: 0 }",
    );
    assert.ok(result.fault?.killedMs);
    assert.equal(result.time, null);
  });

  // The pool of the app in Python keeps its connections.
  const keeps = testedApp === "fastapi";
  test("who watches takes no connection that the app could have", { skip: keeps }, async () => {
    const { stack } = lab.session.require();
    const roomIs = async () => {
      const clients: pg.Client[] = [];
      try {
        for (;;) {
          const client = new pg.Client(stack.endpoints.postgresCells);
          client.on("error", () => {});
          await client.connect();
          clients.push(client);
        }
      } catch (error) {
        assert.ok(error instanceof pg.DatabaseError && error.code === "53300", String(error));
        return clients.length;
      } finally {
        await Promise.all(clients.map((client) => client.end()));
      }
    };
    await connectionsOfAppAre(admin, 0);
    const room = await roomIs();
    await stack.beginWatch([]);
    await until("its connections have ended", async () => (await roomIs()) === room);
    await until("the lab looks", async () => (await admin.query(watching)).rowCount === 1);
    await stack.endWatch(0, 0);
  });

  test("nothing of it is left", async () => {
    await until("nobody watches", async () => (await admin.query(watching)).rowCount === 0);
    assert.ok((await query(lab.session.require().stack.endpoints.postgres, "SELECT 1")).rowCount);
  });
});

/** Whether a mean can be that of the answers in the buckets. */
function meanIn(buckets: LoadResult["latencyBuckets"], meanMs: number): boolean {
  const all = buckets.reduce((sum, { count }) => sum + count, 0);
  const most = buckets.reduce((sum, { upToMs, count }) => sum + upToMs * count, 0) / all;
  const least = buckets.reduce((sum, { count }, n) => sum + (buckets[n - 1]?.upToMs ?? 0) * count, 0) / all;
  return meanMs >= least * 0.998 && meanMs <= most * 1.002;
}
