import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import pg from "pg";
import { LabError } from "../../extension/common/lab-error.ts";
import { openInspection } from "../../extension/inspection/inspection.ts";
import { dropFromServers } from "../../extension/stack/engines/attach/drop-from-servers.ts";
import type { Stack } from "../../extension/stack/stack.ts";
import { attachment, newDatabase, startAttached } from "../support/attach.ts";
import { runCli } from "../support/cli.ts";
import { catalogue, changesBetween, fillRedis, foreignKeys } from "../support/foreign.ts";
import {
  type PostgresServer,
  query,
  type Server,
  startPostgres,
  startRedis,
  until,
} from "../support/servers.ts";
import { commandLine, descendantsOf, listens } from "../support/stack.ts";
import { stackContract } from "./stack.contract.ts";

let postgres: PostgresServer;
let redisServer: Server;
let redis: Redis;

before(async () => {
  [postgres, redisServer] = await Promise.all([startPostgres(), startRedis()]);
  redis = new Redis(redisServer.url);
});
after(async () => {
  redis?.disconnect();
  await Promise.all([postgres?.remove(), redisServer?.remove()]);
});

const { signal } = new AbortController();
const limits = () => ({ rowLimit: 100, timeoutMs: 5_000, signal });

let databases = 0;
async function newUrls() {
  databases += 1;
  return { postgres: await newDatabase(postgres.url, `course_${databases}`), redis: redisServer.url };
}

async function withStack<T>(
  urls: Awaited<ReturnType<typeof newUrls>>,
  work: (stack: Stack) => Promise<T>,
): Promise<T> {
  const stack = await startAttached({ urls });
  return work(stack).finally(() => stack.stop());
}

const hit = (stack: Stack, strategy: string) =>
  fetch(`${stack.endpoints.app}/${strategy}/hit`, { method: "POST" });

stackContract("servers that it is attached to", async () => startAttached({ urls: await newUrls() }), {
  ownServers: false,
});

describe("what others have on the servers", () => {
  beforeEach(() => redis.flushall());
  after(() => redis.flushall());

  test("without consent nothing is written at all: not asked in a pipe (exit 2), asked and refused", async () => {
    const urls = await newUrls();
    const database = `course_${databases}`;
    await fillRedis(redis);
    const look = async () => [
      await catalogue(postgres.url, database),
      await foreignKeys(redis),
      await redis.dbsize(),
    ];
    const before = await look();
    const env = { SURGE_LAB_POSTGRES_URL: urls.postgres, SURGE_LAB_REDIS_URL: urls.redis };
    for (const more of [[], ["--drop"]]) {
      const { code, stdout, stderr } = await runCli(["--engine", "attach", ...more], env);
      assert.deepEqual([code, stdout], [2, ""]);
      assert.match(stderr, /Nothing was written.*--yes/);
    }
    await assert.rejects(startAttached({ urls, agree: false }), { code: "not-confirmed" });
    await assert.rejects(
      dropFromServers(attachment(urls, false), signal).then(() => startAttached({ urls, agree: false })),
      {
        code: "not-confirmed",
      },
    );
    assert.deepEqual(await look(), before);
  });

  test("what is asked names the servers, the role and what will be made, and no password", async () => {
    const urls = await newUrls();
    const asked: string[] = [];
    const noting = {
      ...attachment(urls),
      confirm: async (what: { en: string; ru: string }) => {
        asked.push(what.en, what.ru);
        return true;
      },
    };
    for (let n = 0; n < 2; n += 1) await (await startAttached({ urls, attachment: noting })).stop();
    const [first = "", firstRu = "", second = ""] = asked;
    const { port } = new URL(urls.postgres);
    assert.ok(first.includes(`127.0.0.1:${port}/course_${databases}, as course_${databases}_student`), first);
    assert.match(first, /makes the schema surge_lab/);
    assert.match(firstRu, /будет создана схема surge_lab/);
    assert.match(second, /uses the schema surge_lab that the lab made there before/);
    for (const text of asked) assert.doesNotMatch(text, /pupil-|:redis@/);
  });

  test("is not reached by a cell either", async () => {
    await fillRedis(redis);
    const before = await foreignKeys(redis);
    await withStack(await newUrls(), async (stack) => {
      const inspection = await openInspection(stack);
      const cell = async (text: string) => (await inspection.redis(text, limits())).at(-1)?.rows;
      assert.equal((await hit(stack, "buffered")).status, 200);
      assert.deepEqual(await cell("GET pending_hits"), [["1"]]);
      assert.deepEqual(await cell("DEL hash list\nSET many:1 mine\nGET many:1"), [["mine"]]);
      const [[key = ""] = []] = (await cell("KEYS pending*")) ?? [];
      assert.match(key, /^surge:\{[0-9a-f]{12}\}:pending_hits$/);
      for (const text of [
        "FLUSHALL",
        "flushdb async",
        "CONFIG SET maxmemory 1",
        "SHUTDOWN NOSAVE",
        "SWAPDB 0 1",
        "SCRIPT FLUSH",
        "EVAL \"redis.call('DEL', 'hash')\" 1 x",
        "DEBUG SLEEP 1",
        "REPLICAOF NO ONE",
        "PUBLISH news 1",
        "SELECT 1",
        "ACL SETUSER me",
      ]) {
        await assert.rejects(inspection.redis(text, limits()), { code: "beyond-own-keys" }, text);
      }
      await inspection.reset();
      assert.deepEqual(await cell("KEYS *"), [["(empty)"]]);
    });
    assert.deepEqual(changesBetween(before, await foreignKeys(redis)), []);
  });
});

describe("an attached stack", () => {
  test("keeps what it counted after a stop, and finds it again", async () => {
    const urls = await newUrls();
    await withStack(urls, async (stack) => {
      for (const strategy of ["atomic", "buffered", "batched"])
        assert.equal((await hit(stack, strategy)).status, 200);
    });
    await withStack(urls, async (stack) => {
      const inspection = await openInspection(stack);
      assert.deepEqual(await inspection.counted("atomic"), { stored: 1, pending: 0 });
      assert.deepEqual(await inspection.counted("buffered"), { stored: 0, pending: 1 });
      assert.deepEqual(await inspection.counted("batched"), { stored: 0, pending: 1 });
    });
  });

  test("two in one Redis, each with a database of its own, do not see each other's hits", async () => {
    await withStack(await newUrls(), async (first) => {
      await withStack(await newUrls(), async (second) => {
        for (const strategy of ["buffered", "batched", "stream"]) {
          for (let n = 0; n < 3; n += 1) assert.equal((await hit(first, strategy)).status, 200);
          assert.equal((await hit(second, strategy)).status, 200);
        }
        const [one, two] = await Promise.all([openInspection(first), openInspection(second)]);
        await two.reset();
        for (const strategy of ["buffered", "batched", "stream"]) {
          assert.deepEqual(await one.counted(strategy), { stored: 0, pending: 3 }, strategy);
          assert.deepEqual(await two.counted(strategy), { stored: 0, pending: 0 }, strategy);
        }
      });
    });
  });

  test("keeps a second one out of its database, and lets it in when it has stopped", async () => {
    const urls = await newUrls();
    await withStack(urls, async () => {
      await assert.rejects(startAttached({ urls }), { code: "database-in-use" });
      await assert.rejects(dropFromServers(attachment(urls), signal), { code: "database-in-use" });
    });
    await withStack(urls, async (stack) => assert.equal((await hit(stack, "atomic")).status, 200));
  });

  test("lives through a restart of PostgreSQL, and still keeps others out", async () => {
    const urls = await newUrls();
    await withStack(urls, async (stack) => {
      await postgres.stop();
      await postgres.start();
      await until("the app takes hits", async () => (await hit(stack, "atomic")).status === 200);
      const held = "SELECT FROM pg_locks WHERE locktype = 'advisory'";
      await until(
        "the lock is held again",
        async () => ((await query(postgres.url, held)).rowCount ?? 0) > 0,
      );
      assert.equal(await Promise.race([stack.ended, sleep(300, "still running")]), "still running");
      await assert.rejects(startAttached({ urls }), { code: "database-in-use" });
    });
  });

  test("leaves no process, port or connection when it stops, and its secrets stand on no command line", async () => {
    const urls = await newUrls();
    const stack = await startAttached({ urls });
    const port = Number(new URL(stack.endpoints.app).port);
    const pids = await descendantsOf(process.pid);
    const words = await Promise.all(pids.map(commandLine));
    assert.ok(words.some((line) => line.includes("server.ts")));
    for (const line of words) assert.doesNotMatch(line, /pupil-|:redis@/);
    await stack.stop();
    assert.equal(await listens(port), false);
    const mine = `SELECT FROM pg_stat_activity WHERE usename = 'course_${databases}_student'`;
    await until("PostgreSQL has let go", async () => (await query(postgres.url, mine)).rowCount === 0);
  });

  test("kills and freezes the app, and neither PostgreSQL nor Redis", async () => {
    await withStack(await newUrls(), async (stack) => {
      for (const service of ["postgres", "redis"] as const) {
        await assert.rejects(stack.kill(service, "SIGKILL"), { code: "not-our-server" });
        await assert.rejects(stack.recover(service), { code: "not-our-server" });
        await assert.rejects(stack.pause(service, 10, signal), { code: "not-our-server" });
        assert.deepEqual(stack.down, []);
      }
      assert.equal(stack.durability, null);
      await assert.rejects(stack.setDurability("none"), { code: "not-our-server" });
      await stack.kill("app", "SIGKILL");
      assert.deepEqual(stack.down, ["app"]);
      await stack.recover("app");
      assert.equal((await hit(stack, "atomic")).status, 200);
      const lines = await stack.logs(new Date(0));
      assert.ok(lines.every(({ service }) => service === "app"));
    });
  });

  test("shows a plain role that others are connected, and not what they do", async () => {
    await withStack(await newUrls(), async (stack) => {
      const inspection = await openInspection(stack);
      const { max, reserved, byState } = await inspection.connections();
      assert.deepEqual([max, reserved], [20, 3]);
      const before = byState.filter(({ role }) => role === "surge_admin");
      assert.deepEqual(before, []);
      const admin = new pg.Client(postgres.url);
      await admin.connect();
      const during = (await inspection.connections()).byState.filter(({ role }) => role === "surge_admin");
      await admin.end();
      assert.deepEqual(during, [{ role: "surge_admin", state: "not visible", count: 1 }]);
    });
  });

  test("runs neither another app nor PgBouncer nor RabbitMQ nor another max_connections, and says so", async () => {
    const urls = await newUrls();
    for (const composition of [
      { app: "fastapi", with: [] },
      { app: "node", with: ["pgbouncer"] },
      { app: "node", with: ["rabbitmq"] },
    ] as const) {
      await assert.rejects(startAttached({ urls, composition }), (error) => {
        return (
          error instanceof LabError &&
          error.code === "not-attached" &&
          /fastapi|pgbouncer|rabbitmq/.test(error.message)
        );
      });
    }
    const sized = { app: "node", with: [], maxConnections: 50 } as const;
    await assert.rejects(startAttached({ urls, composition: sized }), (error) => {
      return (
        error instanceof LabError && error.code === "not-our-server" && /max_connections/.test(error.message)
      );
    });
    const none = await query(postgres.url, "SELECT FROM pg_database WHERE datname = 'surge_lab'");
    assert.equal(none.rowCount, 0);
  });
});
