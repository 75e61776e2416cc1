import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { fileURLToPath } from "node:url";
import { Redis } from "ioredis";
import { readStrategies } from "../../extension/actions/strategies/strategy-files.ts";
import { freePort } from "../../extension/stack/free-port.ts";
import {
  type Answer,
  type App,
  appCommand,
  countRequests,
  kinds,
  notingWords,
  startApp,
  testedApp,
} from "../support/app.ts";
import { holdRow } from "../support/locks.ts";
import {
  type PostgresServer,
  query,
  type Server,
  startPostgres,
  startRedis,
  until,
} from "../support/servers.ts";

// The app's own bound is 5 s for a request; the rest is for a busy machine.
const bound = 7_000;

const inPython = testedApp === "fastapi";
const needRedis = inPython ? ["batched", "buffered"] : ["batched", "buffered", "getdel", "stream"];
/** There is no broker here: they are tested where one is. */
const needBroker = ["kafka", "rabbitmq"];
const acceptsWithoutPostgres = inPython ? needRedis : [...needRedis, "memory"];
/** The strategy that connects for each hit. */
const perRequest = inPython ? "nullpool" : "naive";

let strategies: string[];
let postgres: PostgresServer;
let redis: Server;
let app: App;

before(async () => {
  const stackFolder = fileURLToPath(new URL("../../lab-stack", import.meta.url));
  const all = await readStrategies(stackFolder, testedApp);
  strategies = all.map(({ name }) => name).filter((name) => !needBroker.includes(name));
  [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
});
after(async () => {
  await Promise.all([postgres?.remove(), redis?.remove()]);
});
beforeEach(async () => {
  await Promise.all([postgres.start(), redis.start()]); // where a test failed before it had done so
  const client = new Redis(redis.url);
  await client.flushall().finally(() => client.disconnect());
  await query(postgres.url, "UPDATE counter SET value = 0; TRUNCATE slots, queue, hits, applied_hits");
  app = await newApp();
});
afterEach(async () => {
  postgres.thaw();
  redis.thaw();
  await app.stop("SIGKILL");
});

function newApp(env: Record<string, string> = {}): Promise<App> {
  return startApp({ databaseUrl: postgres.appUrl, redisUrl: redis.url, env });
}

test("PostgreSQL stopped: its strategies refuse, whoever buffers elsewhere still accepts, and all recovers", async () => {
  await postgres.stop();
  for (const strategy of strategies.filter((name) => !acceptsWithoutPostgres.includes(name))) {
    const [kind = ""] = Object.keys(kinds([await app.post(`/${strategy}/hit`)]));
    // SQLAlchemy's pool keeps connections, and learns of their end when it uses them.
    assert.match(
      kind,
      inPython ? /^503 (ECONNREFUSED|connection-lost) failed$/ : /^503 ECONNREFUSED failed$/,
    );
  }
  for (const strategy of acceptsWithoutPostgres) {
    assert.deepEqual(kinds(await app.hits(strategy, 5)), { 200: 5 }, strategy);
  }
  for (const strategy of inPython ? needRedis : [...needRedis, "queue-in-pg"]) {
    assert.equal((await app.post(`/${strategy}/process`)).status, 503, strategy);
  }
  assert.deepEqual((await app.get("/health")).body, { postgres: "ECONNREFUSED", redis: "ok" });

  await postgres.start();
  assert.deepEqual(await app.get("/health"), { status: 200, body: { postgres: "ok", redis: "ok" } });
  assert.deepEqual(kinds([await app.post("/atomic/hit")]), { 200: 1 });
  for (const strategy of needRedis) {
    // It had taken them out of Redis, and had nowhere to put them.
    const kept = strategy === "getdel" ? 0 : 5;
    assert.deepEqual((await app.post(`/${strategy}/process`)).body, { processed: kept }, strategy);
    assert.deepEqual((await app.get(`/${strategy}/counter`)).body, { stored: kept, pending: 0 }, strategy);
  }
  await until("memory has written its hits", async () => {
    return inPython || (await app.get("/memory/counter")).body.stored === 5;
  });
});

test("a Redis that reads a large file when it comes back is used as soon as it has", async () => {
  // What it reads first takes long, so that it expects to need far longer for the rest than it does.
  const slow = ["--key-load-delay", "1000", "--loading-process-events-interval-bytes", "1024"];
  const reading = await startRedis(slow);
  const client = new Redis(reading.url);
  client.on("error", () => {});
  const using = await newApp({ REDIS_URL: reading.url });
  try {
    for (let n = 0; n < 2_000; n += 1) client.set(`small:${n}`, "1").catch(() => {});
    await client.bgrewriteaof();
    await until("the file is written anew", async () =>
      /aof_rewrite_in_progress:0[\s\S]*aof_rewrite_scheduled:0/.test(await client.info("persistence")),
    );
    for (let n = 0; n < 30; n += 1) await client.set(`large:${n}`, "x".repeat(1_000_000));
    await reading.stop("SIGKILL");
    await reading.start();
    const answered = performance.now();
    await until("a hit is accepted", async () => (await using.post("/buffered/hit")).status === 200);
    // With ioredis's own settings it would be up to ten seconds.
    assert.ok(performance.now() - answered < 4_000, `${performance.now() - answered} ms`);
  } finally {
    client.disconnect();
    await using.stop("SIGKILL");
    await reading.remove();
  }
});

test("coalesced: PostgreSQL stopped in the middle of a write: every hit that waits for it is told", async () => {
  const answers = await whileLocked("coalesced", 20, () => postgres.stop(), 1);
  const told = kinds(answers);
  const refused = inPython
    ? /^503 ((57P01|connection-lost|ECONNRESET) unknown|(57P03|ECONNREFUSED|connection-lost) failed)$/
    : // A connection that waits to be accepted when the server closes its port is reset: nothing was sent. One that sends
      // to a backend that has just closed is reset as well: nobody can tell.
      /^503 ((57P01|ECONNRESET) unknown|(57P03|ECONNREFUSED|ECONNRESET) failed)$/;
  assert.deepEqual(
    Object.keys(told).filter((kind) => kind !== "200" && !refused.test(kind)),
    [],
  );
  assert.equal(answers.length, 20);
  await postgres.start();
  const ok = told[200] ?? 0;
  const unknown = Object.entries(told).reduce(
    (sum, [kind, n]) => sum + (kind.endsWith("unknown") ? n : 0),
    0,
  );
  const stored = await storedBy("coalesced");
  assert.ok(ok <= stored && stored <= ok + unknown, `${ok} ok, ${unknown} unknown, ${stored} stored`);
  assert.deepEqual(kinds(await app.hits("coalesced", 5)), { 200: 5 });
});

test("PostgreSQL stopped in the middle of a write: nobody can tell, and the app lives on", async () => {
  const answers = await whileLocked("atomic", 5, () => postgres.stop());
  // The lock goes as well, so one of the waiting writes may still slip through.
  const { 200: ok = 0, "503 57P01 unknown": told = 0, ...others } = kinds(answers);
  // One that was let go just now finds its connection broken on the way to COMMIT.
  const { "503 connection-lost unknown": broken = 0, ...unexpected } = others;
  assert.deepEqual(inPython ? unexpected : others, {});
  const unknown = told + broken;
  assert.ok(unknown >= 1);
  await postgres.start();
  const stored = await storedBy("atomic");
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
    // An answer of the app: by then it has read that its connection is closed.
    await app.get("/strategies");
    await client.call("CLIENT", "UNPAUSE");
    // asyncpg knows that COMMIT was never sent.
    const kind = `503 connection-lost ${inPython ? "failed" : "unknown"}`;
    assert.deepEqual(kinds([await processing]), { [kind]: 1 });
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
  const [atomic, connecting] = await Promise.all([app.hits("atomic", 3), app.hits(perRequest, 3)]);
  assert.ok(Date.now() - began < bound);
  // A frozen postmaster opens no connection; the processes behind open ones are not frozen with it.
  assert.deepEqual(kinds(connecting), { "503 connect-timeout failed": 3 });
  assert.equal(atomic.length, 3);
  // Such a connection still answers; the app on Node has given it back by now.
  assert.equal((await app.get("/health")).status, inPython ? 200 : 503);
});

test("Redis stopped: its strategies refuse, the others still store, and all recovers", async () => {
  await redis.stop();
  await until("the app has noticed", async () => (await app.get("/health")).body.redis !== "ok");
  for (const strategy of strategies) {
    const kind = needRedis.includes(strategy) ? "503 redis-unavailable failed" : "200";
    assert.deepEqual(kinds(await app.hits(strategy, 3, 1)), { [kind]: 3 }, strategy);
  }
  assert.deepEqual((await app.get("/health")).body, { postgres: "ok", redis: "redis-unavailable" });

  await redis.start();
  await until("the app is connected again", async () => (await app.get("/health")).status === 200);
  for (const strategy of needRedis) {
    assert.deepEqual(kinds(await app.hits(strategy, 3)), { 200: 3 });
    assert.deepEqual((await app.get(`/${strategy}/counter`)).body, { stored: 0, pending: 3 }, strategy);
  }
});

test("Redis frozen: the hits are answered in time as unknown, and none of them is sent twice", async () => {
  redis.freeze();
  const began = Date.now();
  const answers = await Promise.all(needRedis.map((strategy) => app.hits(strategy, 10)));
  assert.ok(Date.now() - began < bound);
  assert.deepEqual(kinds(answers.flat()), { "503 redis-timeout unknown": needRedis.length * 10 });
  redis.thaw();
  for (const strategy of needRedis) {
    // They were in Redis's inbox all the time: unknown to the client, yet counted. redis-py takes a connection for
    // each hit; where it had to open one first, the hit was not sent.
    const { stored, pending } = (await app.get(`/${strategy}/counter`)).body;
    assert.equal(stored, 0);
    assert.ok(inPython ? Number(pending) <= 10 : pending === 10, `${strategy}: ${pending} pending`);
  }
});

test("Redis killed with hits under way: unknown, and not sent again", async () => {
  await app.stop();
  app = await startApp({ databaseUrl: postgres.appUrl, redisUrl: redis.url, words: await notingWords() });
  const requests = countRequests(app);
  redis.freeze();
  const sent = app.hits("buffered", 10);
  await until("all hits have come in", () => requests() === 10);
  // When a later request is answered, the app has sent on what came in before it.
  await app.get("/strategies");
  await redis.stop("SIGKILL");
  assert.deepEqual(kinds(await sent), { "503 redis-reply-lost unknown": 10 });
  await redis.start();
  await until("the app is connected again", async () => (await app.get("/health")).status === 200);
  assert.deepEqual((await app.get("/buffered/counter")).body, { stored: 0, pending: 0 });
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

/**
 * A pool of SQLAlchemy learns of an outage from whoever takes a connection next: where no hit did, this is the first to
 * fail, and the last.
 */
async function storedBy(strategy: string): Promise<number> {
  const ask = () => app.get(`/${strategy}/counter`);
  const first = await ask();
  const { body } = inPython && first.status === 503 ? await ask() : first;
  return Number(body.stored);
}

/** Sends hits that wait at their UPDATE, does something meanwhile, and lets them go. */
async function whileLocked(
  strategy: string,
  count: number,
  meanwhile: () => Promise<void>,
  waiting = count,
): Promise<Answer[]> {
  const row = await holdRow(postgres.url, strategy);
  const hits = app.hits(strategy, count);
  try {
    await until("every hit waits at its UPDATE", async () => {
      const locked = "SELECT FROM pg_stat_activity WHERE usename = 'surge_app' AND wait_event_type = 'Lock'";
      return (await query(postgres.url, locked)).rowCount === waiting;
    });
    await meanwhile();
  } finally {
    await row.release();
  }
  return hits;
}

async function failedStart(env: Record<string, string>): Promise<{ code: unknown; errors: string }> {
  const [program, ...words] = await appCommand();
  const child = spawn(program, words, {
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
