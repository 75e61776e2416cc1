import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { Redis } from "ioredis";
import pg from "pg";
import { type Answer, type App, kinds, startApp } from "../support/app.ts";
import {
  freePort,
  type PostgresServer,
  query,
  type Server,
  startPostgres,
  startRedis,
  until,
} from "../support/servers.ts";

// The app's own bound is 5 s for a request; the rest is for a busy machine.
const bound = 7_000;

let postgres: PostgresServer;
let redis: Server;
let app: App;

before(async () => {
  [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
});
after(async () => {
  await Promise.all([postgres?.remove(), redis?.remove()]);
});
beforeEach(async () => {
  await Promise.all([postgres.start(), redis.start()]); // where a test failed before it had done so
  app = await newApp();
  await query(postgres.url, "UPDATE counter SET value = 0; TRUNCATE hits");
});
afterEach(async () => {
  postgres.thaw();
  redis.thaw();
  await app.stop("SIGKILL");
});

function newApp(env: Record<string, string> = {}): Promise<App> {
  return startApp({ databaseUrl: postgres.appUrl, redisUrl: redis.url, env });
}

test("PostgreSQL stopped: its strategies refuse, Redis still accepts, and all recovers", async () => {
  await app.post("/buffered/hit");
  const before = Number((await app.get("/buffered/counter")).body.pending);
  await postgres.stop();
  for (const strategy of ["naive", "pooled", "atomic", "append"]) {
    assert.deepEqual(kinds([await app.post(`/${strategy}/hit`)]), { "503 ECONNREFUSED failed": 1 }, strategy);
  }
  assert.deepEqual(kinds([await app.post("/buffered/hit")]), { 200: 1 });
  assert.deepEqual(kinds([await app.post("/batched/hit")]), { 200: 1 });
  assert.equal((await app.post("/buffered/process")).status, 503);
  assert.equal((await app.post("/batched/process")).status, 503);
  assert.deepEqual((await app.get("/health")).body, { postgres: "ECONNREFUSED", redis: "ok" });

  await postgres.start();
  assert.deepEqual(await app.get("/health"), { status: 200, body: { postgres: "ok", redis: "ok" } });
  assert.deepEqual(kinds([await app.post("/atomic/hit")]), { 200: 1 });
  assert.deepEqual((await app.post("/buffered/process")).body, { processed: before + 1 });
  assert.deepEqual((await app.post("/batched/process")).body, { processed: 1 });
});

test("PostgreSQL stopped in the middle of a write: nobody can tell, and the app lives on", async () => {
  const answers = await whileLocked("atomic", 5, () => postgres.stop());
  // The lock goes as well, so one of the waiting writes may still slip through.
  const { 200: ok = 0, "503 57P01 unknown": unknown = 0, ...others } = kinds(answers);
  assert.deepEqual(others, {});
  assert.ok(unknown >= 1);
  await postgres.start();
  const stored = Number((await app.get("/atomic/counter")).body.stored);
  assert.ok(ok <= stored && stored <= ok + unknown, `${ok} ok, ${unknown} unknown, ${stored} stored`);
  assert.deepEqual(kinds([await app.post("/atomic/hit")]), { 200: 1 });
});

test("buffered: PostgreSQL stopped between DEL and COMMIT takes the pending hits with it", async () => {
  const client = new Redis(redis.url);
  try {
    await client.flushall();
    await app.hits("buffered", 5);
    await client.call("CLIENT", "PAUSE", "60000", "WRITE");
    const processing = app.post("/buffered/process");
    await until("process waits at its DEL", async () => {
      const waiting = "SELECT FROM pg_stat_activity WHERE state = 'idle in transaction'";
      return (await query(postgres.url, waiting)).rowCount === 1;
    });
    await postgres.stop();
    await client.call("CLIENT", "UNPAUSE");
    assert.deepEqual(kinds([await processing]), { "503 connection-lost unknown": 1 });
  } finally {
    client.disconnect();
  }
  await postgres.start();
  assert.deepEqual((await app.get("/buffered/counter")).body, { stored: 0, pending: 0 });
});

test("a write that waits too long is cancelled by PostgreSQL, and has failed", async () => {
  const began = Date.now();
  const answers = await whileLocked("atomic", 2, async () => {
    await until("the app has answered", () => Date.now() - began > 3_500);
  });
  assert.deepEqual(kinds(answers), { "503 57014 failed": 2 });
  assert.deepEqual((await app.get("/atomic/counter")).body, { stored: 0, pending: 0 });
});

test("PostgreSQL frozen: every hit is answered in time", async () => {
  await app.hits("atomic", 3); // three connections that are open when it freezes
  postgres.freeze();
  const began = Date.now();
  const [atomic, naive] = await Promise.all([app.hits("atomic", 3), app.hits("naive", 3)]);
  assert.ok(Date.now() - began < bound);
  // A frozen postmaster opens no connection; the processes behind open ones are not frozen with it.
  assert.deepEqual(kinds(naive), { "503 connect-timeout failed": 3 });
  assert.equal(atomic.length, 3);
  assert.equal((await app.get("/health")).status, 503);
});

test("Redis stopped: its strategies refuse, the others still store, and all recovers", async () => {
  const before = Number((await app.get("/buffered/counter")).body.pending);
  await redis.stop();
  await until("the app has noticed", async () => (await app.get("/health")).body.redis !== "ok");
  const answers = [...(await app.hits("buffered", 3)), ...(await app.hits("batched", 3))];
  assert.deepEqual(kinds(answers), { "503 redis-unavailable failed": 6 });
  assert.deepEqual(kinds(await app.hits("naive", 3, 1)), { 200: 3 });
  assert.deepEqual((await app.get("/health")).body, { postgres: "ok", redis: "redis-unavailable" });

  await redis.start();
  await until("the app is connected again", async () => (await app.get("/health")).status === 200);
  assert.deepEqual(kinds(await app.hits("buffered", 3)), { 200: 3 });
  assert.deepEqual((await app.get("/buffered/counter")).body, { stored: 0, pending: before + 3 });
});

test("Redis frozen: the hits are answered in time as unknown, and none of them is sent twice", async () => {
  const before = Number((await app.get("/buffered/counter")).body.pending);
  redis.freeze();
  const began = Date.now();
  const answers = await app.hits("buffered", 10);
  assert.ok(Date.now() - began < bound);
  assert.deepEqual(kinds(answers), { "503 redis-timeout unknown": 10 });
  redis.thaw();
  // They were in Redis's inbox all the time: unknown to the client, yet counted.
  assert.deepEqual((await app.get("/buffered/counter")).body, { stored: 0, pending: before + 10 });
});

test("Redis killed with hits under way: unknown, and not sent again", async () => {
  const before = Number((await app.get("/buffered/counter")).body.pending);
  redis.freeze();
  const sent = app.hits("buffered", 10);
  // Two seconds are the app's patience with Redis: the hits are under way well before.
  await new Promise((resolve) => setTimeout(resolve, 500));
  await redis.stop("SIGKILL");
  assert.deepEqual(kinds(await sent), { "503 redis-reply-lost unknown": 10 });
  await redis.start();
  await until("the app is connected again", async () => (await app.get("/health")).status === 200);
  assert.deepEqual((await app.get("/buffered/counter")).body, { stored: 0, pending: before });
});

test("SIGTERM: what was accepted is answered, then the app ends with 0", async () => {
  let ended: Promise<number | null> | undefined;
  const answers = await whileLocked("atomic", 10, async () => {
    ended = app.stop("SIGTERM");
    await until("no new connection is taken", () =>
      app.get("/strategies").then(
        () => false,
        () => true,
      ),
    );
  });
  assert.deepEqual(kinds(answers), { 200: 10 });
  assert.equal(await ended, 0);
  const { rows } = await query(postgres.url, "SELECT value FROM counter WHERE strategy = 'atomic'");
  assert.equal(rows[0].value, 10);
});

test("SIGINT ends the app with 0", async () => {
  assert.equal(await app.stop("SIGINT"), 0);
});

test("with EXIT_WITH_STDIN=1 the app ends with the process that started it", async () => {
  const child = await newApp({ EXIT_WITH_STDIN: "1" });
  const exit = once(child.child, "exit");
  child.child.stdin?.destroy(); // what the kernel does when that process dies
  assert.deepEqual(await exit, [0, null]);
});

test("without PostgreSQL the app does not start, and says why", async () => {
  const port = await freePort();
  const { code, errors } = await failedStart({
    DATABASE_URL: `postgresql://surge_app:app@127.0.0.1:${port}/surge`,
    REDIS_URL: redis.url,
    PORT: "0",
  });
  assert.equal(code, 1);
  assert.match(errors, /^The app cannot start \(ECONNREFUSED\)/);
});

test("on a taken port the app does not start, and says why", async () => {
  const { code, errors } = await failedStart({
    DATABASE_URL: postgres.appUrl,
    REDIS_URL: redis.url,
    PORT: String(redis.port),
  });
  assert.equal(code, 1);
  assert.match(errors, /^The app cannot start \(EADDRINUSE\)/);
});

/** Sends hits that wait at their UPDATE, does something meanwhile, and lets them go. */
async function whileLocked(
  strategy: string,
  count: number,
  meanwhile: () => Promise<void>,
): Promise<Answer[]> {
  const client = new pg.Client(postgres.url);
  client.on("error", () => {}); // PostgreSQL may be stopped meanwhile
  await client.connect();
  await client.query("BEGIN");
  await client.query("SELECT FROM counter WHERE strategy = $1 FOR UPDATE", [strategy]);
  const hits = app.hits(strategy, count);
  try {
    await until("every hit waits at its UPDATE", async () => {
      const waiting = "SELECT FROM pg_stat_activity WHERE usename = 'surge_app' AND wait_event_type = 'Lock'";
      return (await query(postgres.url, waiting)).rowCount === count;
    });
    await meanwhile();
  } finally {
    await client.end();
  }
  return hits;
}

async function failedStart(env: Record<string, string>): Promise<{ code: unknown; errors: string }> {
  const child = spawn(process.execPath, ["lab-stack/app/server.ts"], {
    cwd: new URL("../../", import.meta.url),
    env: { ...process.env, ...env },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let errors = "";
  child.stderr.on("data", (text) => {
    errors += text;
  });
  const [code] = await once(child, "close");
  return { code, errors };
}
