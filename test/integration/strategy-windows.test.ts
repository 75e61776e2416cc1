import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, mock, test } from "node:test";
import type { Redis } from "ioredis";
import pg from "pg";
import { type App, countRequests, kinds, notingWords, startApp } from "../support/app.ts";
import { connectionsOfAppAre, holdRow, holdTable, type Lock, waitingForLock } from "../support/locks.ts";
import { type PostgresServer, type Server, until } from "../support/servers.ts";
import { startWatchedServers, type WatchedServers } from "../support/watched-servers.ts";

// As in app.test.ts: a lock or a pause holds the app where the window is open; nothing is left to luck.

let servers: WatchedServers;
let postgres: PostgresServer;
let redisServer: Server;
let admin: pg.Client;
let redis: Redis;
let app: App;
let lock: Lock | undefined;

before(async () => {
  servers = await startWatchedServers();
  ({ postgres, redisServer, admin, redis } = servers);
});
after(() => servers?.remove());
beforeEach(async () => {
  await servers.empty();
  app = await newApp();
});
afterEach(async () => {
  await lock?.release();
  await app.stop("SIGKILL");
});

const newApp = () => startApp({ databaseUrl: postgres.appUrl, redisUrl: redisServer.url });
const waiting = (count: number) =>
  until(`${count} wait for a lock`, async () => (await waitingForLock(admin)) === count);
const counter = async (strategy: string) => (await app.get(`/${strategy}/counter`)).body;

test("locked: ten simultaneous hits wait for each other, and all are stored", async () => {
  lock = await holdRow(postgres.url, "locked");
  const hits = app.hits("locked", 10);
  await waiting(10);
  await lock.release();
  assert.deepEqual(kinds(await hits), { 200: 10 });
  assert.deepEqual(await counter("locked"), { stored: 10, pending: 0 });
});

for (const [strategy, answers] of [
  ["serializable-once", { 200: 1, "503 40001 failed": 9 }],
  ["serializable", { 200: 10 }],
] as const) {
  test(`${strategy}: of ten that have read the same, one writes and nine are overtaken`, async () => {
    lock = await holdRow(postgres.url, strategy);
    const hits = app.hits(strategy, 10);
    await waiting(10);
    await lock.release();
    assert.deepEqual(kinds(await hits), answers);
    assert.deepEqual(await counter(strategy), { stored: answers[200], pending: 0 });
  });
}

test("serializable-once: a refusal leaves the pool as it was", async () => {
  assert.ok((await app.hits("serializable-once", 200, 20)).some(({ status }) => status === 503));
  const mine =
    "SELECT FROM pg_stat_activity WHERE usename = 'surge_app' AND state LIKE 'idle in transaction%'";
  assert.equal((await admin.query(mine)).rowCount, 0);
  assert.deepEqual(kinds(await app.hits("atomic", 20)), { 200: 20 });
});

test("slotted: hits go on while one of the rows is locked", async () => {
  await app.hits("slotted", 200, 10);
  const { rows } = await admin.query("SELECT count(*), sum(value) FROM slots WHERE strategy = 'slotted'");
  assert.deepEqual(rows, [{ count: "16", sum: "200" }]);
  assert.deepEqual(await counter("slotted"), { stored: 200, pending: 0 });
});

test("relaxed: only its own transactions are committed without waiting for the disk", async () => {
  await admin.query(`
    CREATE TABLE settings (strategy text, synchronous_commit text);
    GRANT INSERT ON settings TO surge_app;
    CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      INSERT INTO settings VALUES (NEW.strategy, current_setting('synchronous_commit')); RETURN NEW;
    END $$;
    CREATE TRIGGER note BEFORE UPDATE ON counter FOR EACH ROW EXECUTE FUNCTION note()`);
  try {
    for (const strategy of ["relaxed", "atomic", "relaxed", "atomic"]) await app.hits(strategy, 10, 2);
    const { rows } = await admin.query(
      "SELECT DISTINCT strategy, synchronous_commit FROM settings ORDER BY 1",
    );
    assert.deepEqual(rows, [
      { strategy: "atomic", synchronous_commit: "on" },
      { strategy: "relaxed", synchronous_commit: "off" },
    ]);
  } finally {
    await admin.query("DROP FUNCTION note CASCADE; DROP TABLE settings");
  }
});

test("coalesced: one UPDATE at a time, and nobody is answered before the COMMIT", async () => {
  await app.stop();
  app = await startApp({
    databaseUrl: postgres.appUrl,
    redisUrl: redisServer.url,
    words: await notingWords(),
  });
  const steps = await noteSteps("coalesced");
  try {
    lock = await holdRow(postgres.url, "coalesced");
    const requests = countRequests(app);
    const one = app.hits("coalesced", 1);
    await waiting(1);
    let answered = 0;
    const rest = Array.from({ length: 49 }, async () => {
      await app.hits("coalesced", 1);
      answered += 1;
    });
    await until("all hits have come in", () => requests() === 50);
    await app.get("/strategies");
    assert.deepEqual([await waitingForLock(admin), answered], [1, 0]);
    await lock.release();
    await Promise.all([one, ...rest]);
    assert.deepEqual(await counter("coalesced"), { stored: 50, pending: 0 });
    assert.deepEqual(await steps.taken(), [1, 49], "what each UPDATE added");
  } finally {
    await steps.forget();
  }
});

/** Notes what each UPDATE of a strategy's counter adds. PostgreSQL's own statistics come late. */
async function noteSteps(strategy: string) {
  await admin.query(`
    CREATE TABLE steps (id int GENERATED ALWAYS AS IDENTITY, added int);
    GRANT INSERT ON steps TO surge_app;
    CREATE FUNCTION note_step() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      INSERT INTO steps (added) VALUES (NEW.value - OLD.value); RETURN NEW;
    END $$;
    CREATE TRIGGER note_step AFTER UPDATE ON counter FOR EACH ROW
      WHEN (NEW.strategy = ${pg.escapeLiteral(strategy)}) EXECUTE FUNCTION note_step()`);
  return {
    taken: async () =>
      (await admin.query("SELECT added FROM steps ORDER BY id")).rows.map(({ added }) => added),
    forget: () => admin.query("DROP FUNCTION note_step CASCADE; DROP TABLE steps"),
  };
}

test("memory: killed, it takes with it what it had not written; asked to stop, it writes", async () => {
  assert.deepEqual(kinds(await app.hits("memory", 30)), { 200: 30 });
  await app.stop("SIGTERM");
  app = await newApp();
  assert.deepEqual(await counter("memory"), { stored: 30, pending: 0 });
  lock = await holdRow(postgres.url, "memory");
  assert.deepEqual(kinds(await app.hits("memory", 20)), { 200: 20 });
  await app.stop("SIGKILL");
  // On a busy machine it has sent a write before, which PostgreSQL would carry out as soon as the row is free.
  await admin.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'surge-app'",
  );
  await connectionsOfAppAre(admin, 0);
  await lock.release();
  app = await newApp();
  const { stored } = await counter("memory");
  assert.equal(stored, 30);
});

/** What is held while it stores a batch: its row, or the table that it inserts into. */
const held: Readonly<Record<string, () => Promise<Lock>>> = {
  getdel: () => holdRow(postgres.url, "getdel"),
  stream: () => holdTable(postgres.url, "applied_hits"),
  "queue-in-pg": () => holdTable(postgres.url, "hits"),
};

for (const [strategy, hold] of Object.entries(held)) {
  test(`${strategy}: hits that arrive while a batch is being processed stay`, async () => {
    await app.hits(strategy, 30);
    lock = await hold();
    const processing = app.post(`/${strategy}/process`);
    await waiting(1);
    assert.deepEqual(kinds(await app.hits(strategy, 20)), { 200: 20 });
    await lock.release();
    const first = Number((await processing).body.processed);
    const second = Number((await app.post(`/${strategy}/process`)).body.processed);
    assert.equal(first + second, 50);
    assert.deepEqual(await counter(strategy), { stored: 50, pending: 0 });
  });

  test(`${strategy}: two apps that take hits and four that process them store each hit once`, async () => {
    const second = await newApp();
    try {
      let running = true;
      const caller = async (each: App) => {
        while (running) await each.post(`/${strategy}/process`);
      };
      const callers = [app, app, second, second].map(caller);
      const hits = await Promise.all([app.hits(strategy, 300, 5), second.hits(strategy, 300, 5)]);
      running = false;
      await Promise.all(callers);
      await app.post(`/${strategy}/process`);
      assert.deepEqual(kinds(hits.flat()), { 200: 600 });
      assert.deepEqual(await counter(strategy), { stored: 600, pending: 0 });
    } finally {
      await second.stop("SIGKILL");
    }
  });
}

for (const strategy of ["stream", "queue-in-pg"]) {
  test(`${strategy}: a crash before the COMMIT loses nothing`, async () => {
    await crashWhileStoring(strategy);
    assert.deepEqual(await counter(strategy), { stored: 0, pending: 30 });
    assert.deepEqual((await app.post(`/${strategy}/process`)).body, { processed: 30 });
    assert.deepEqual(await counter(strategy), { stored: 30, pending: 0 });
  });
}

test("stream: a crash after the COMMIT, before the entries were acknowledged, stores nothing twice", async () => {
  await app.hits("stream", 30);
  lock = await holdTable(postgres.url, "applied_hits");
  const processing = app.post("/stream/process").catch(() => undefined);
  await waiting(1);
  await redis.call("CLIENT", "PAUSE", "60000", "WRITE");
  await lock.release();
  await until("the batch is committed", async () => (await admin.query("SELECT FROM hits")).rowCount === 30);
  await app.stop("SIGKILL");
  await processing;
  await until("Redis has noticed that the app is gone", async () => {
    return (
      String(await redis.call("CLIENT", "LIST"))
        .trim()
        .split("\n").length === 1
    );
  });
  await redis.call("CLIENT", "UNPAUSE");
  assert.equal(await redis.xlen("surge:stream:hits"), 30, "nothing was acknowledged");

  app = await newApp();
  assert.deepEqual(await counter("stream"), { stored: 30, pending: 0 });
  assert.deepEqual((await app.post("/stream/process")).body, { processed: 0 });
  assert.equal(await redis.xlen("surge:stream:hits"), 0);
  const { rows } = await admin.query("SELECT count(*), count(DISTINCT hit_id) AS ids FROM hits");
  assert.deepEqual(rows, [{ count: "30", ids: "30" }]);
});

test("stream: entries that a dead worker had taken and Redis has trimmed do not keep it from the others", async () => {
  await app.hits("stream", 30);
  const stream = "surge:stream:hits";
  await redis.xgroup("CREATE", stream, "workers", "0");
  await redis.xreadgroup("GROUP", "workers", "dead", "COUNT", 20, "STREAMS", stream, ">");
  await redis.xtrim(stream, "MAXLEN", 25);
  await until("the worker counts as dead", async () => {
    const [oldest] = await redis.xpending(stream, "workers", "IDLE", 1_000, "-", "+", 1);
    return oldest !== undefined;
  });
  Object.assign(process.env, { DATABASE_URL: postgres.appUrl, REDIS_URL: redisServer.url });
  const [own, strategy] = await Promise.all([
    import("../../lab-stack/app/connections.ts"),
    import("../../lab-stack/app/strategies/stream.ts"),
  ]);
  try {
    await until("it is connected", () => own.redis.status === "ready");
    // Redis 7 forgets such entries by itself. Redis 6.2.14 answers this first, and then with what is left.
    mock.method(own.redis, "xautoclaim", async () => ["0-1", [null, null, null, null, null]], { times: 1 });
    await until("all that are left are stored", async () => {
      await strategy.process();
      return (await counter("stream")).stored === 25;
    });
    assert.deepEqual(await counter("stream"), { stored: 25, pending: 0 });
  } finally {
    own.redis.disconnect();
    await own.pool.end();
  }
});

/** 30 hits, and an app that is killed while it stores them, and started again. */
async function crashWhileStoring(strategy: string): Promise<void> {
  await app.hits(strategy, 30);
  lock = await held[strategy]?.();
  const processing = app.post(`/${strategy}/process`).catch(() => undefined);
  await waiting(1);
  await app.stop("SIGKILL");
  await lock?.release();
  await processing;
  app = await newApp();
  await connectionsOfAppAre(admin, 0);
}
