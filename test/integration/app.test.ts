import assert from "node:assert/strict";
import http from "node:http";
import { text } from "node:stream/consumers";
import { after, afterEach, before, beforeEach, test } from "node:test";
import type { Redis } from "ioredis";
import type pg from "pg";
import { type Answer, type App, kinds, startApp, testedApp } from "../support/app.ts";
import { connectionsOfAppAre, holdRow, type Lock, waitingForLock } from "../support/locks.ts";
import { type PostgresServer, type Server, until } from "../support/servers.ts";
import { startWatchedServers, type WatchedServers } from "../support/watched-servers.ts";

// No test waits for luck. A lock on the strategy's row holds the app at its UPDATE,
// and a pause of Redis holds it at its next write, so that each window is open when it must be.

/** What differs between the apps: who connects for each hit, and how many connections wait for the next one. */
const { perRequest, idle, processing, some } = {
  node: {
    perRequest: "naive",
    idle: 0,
    processing: ["batched", "buffered", "deferred", "getdel", "kafka", "queue-in-pg", "rabbitmq", "stream"],
    some: /append, atomic, batched, buffered, coalesced, deferred, getdel/,
  },
  fastapi: {
    perRequest: "nullpool",
    idle: 1,
    processing: ["batched", "buffered", "deferred"],
    some: /append, atomic, batched, buffered, coalesced, deferred, inline, mutex, naive, nullpool/,
  },
}[testedApp];

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

function newApp(): Promise<App> {
  return startApp({ databaseUrl: postgres.appUrl, redisUrl: redisServer.url });
}

test(`${perRequest}: 50 at once are refused with 53300, and the acknowledged ones overwrite each other`, async () => {
  await connectionsOfAppAre(admin, idle);
  const row = await lockRow(perRequest);
  const answers: Answer[] = [];
  const hits = Array.from({ length: 50 }, async () => answers.push(await app.post(`/${perRequest}/hit`)));
  await until("every hit is refused or waits at its UPDATE", async () => {
    return answers.length + (await waitingForLock(admin)) === 50;
  });
  await row.release();
  await Promise.all(hits);

  const { 200: ok = 0, "503 53300 failed": refused = 0, ...others } = kinds(answers);
  assert.deepEqual(others, {});
  assert.ok(ok >= 1 && ok <= 17, `${ok} acknowledged`);
  assert.equal(ok + refused, 50);
  assert.deepEqual(await counterOf(perRequest), { stored: 1, pending: 0 }, "they all read 0 and wrote 1");
});

test("naive, with SQLAlchemy's default pool: 50 at once are all acknowledged, 15 at a time, and overwrite each other", {
  skip: testedApp === "node" && "the app on Node connects for each hit",
}, async () => {
  const row = await lockRow("naive");
  const hits = app.hits("naive", 50);
  await until("fifteen hits wait at their UPDATE", async () => (await waitingForLock(admin)) === 15);
  await row.release();
  assert.deepEqual(kinds(await hits), { 200: 50 });
  const { stored } = await counterOf("naive");
  assert.ok(
    Number(stored) >= 1 && Number(stored) <= 36,
    `fifteen read 0 and wrote 1, and then there are ${stored}`,
  );
});

test("pooled: no error, and all but one of ten simultaneous hits are gone", async () => {
  const row = await lockRow("pooled");
  const hits = app.hits("pooled", 10);
  await until("ten hits wait at their UPDATE", async () => (await waitingForLock(admin)) === 10);
  await row.release();
  assert.deepEqual(kinds(await hits), { 200: 10 });
  assert.deepEqual(await counterOf("pooled"), { stored: 1, pending: 0 });
});

test("atomic: every hit is stored", async () => {
  assert.deepEqual(kinds(await app.hits("atomic", 300, 50)), { 200: 300 });
  assert.deepEqual(await counterOf("atomic"), { stored: 300, pending: 0 });
});

test("append: every hit is stored under its own id", async () => {
  const ids = Array.from({ length: 100 }, (_, n) => `run-${n}`);
  const answers = await Promise.all(ids.map((id) => app.post("/append/hit", { "x-hit-id": id })));
  assert.deepEqual(kinds(answers), { 200: 100 });
  const { rows } = await admin.query("SELECT hit_id FROM hits WHERE strategy = 'append'");
  assert.deepEqual(rows.map((row) => row.hit_id).sort(), ids.sort());
  assert.deepEqual(await counterOf("append"), { stored: 100, pending: 0 });
});

test("append: a hit without an id gets one of its own", async () => {
  await app.hits("append", 2);
  const { rows } = await admin.query("SELECT count(DISTINCT hit_id) FROM hits");
  assert.equal(rows[0].count, "2");
});

for (const strategy of ["buffered", "batched"]) {
  test(`${strategy}: process after the hits stores every one of them`, async () => {
    assert.deepEqual(kinds(await app.hits(strategy, 300, 50)), { 200: 300 });
    assert.deepEqual(await counterOf(strategy), { stored: 0, pending: 300 });
    assert.deepEqual((await app.post(`/${strategy}/process`)).body, { processed: 300 });
    assert.deepEqual(await counterOf(strategy), { stored: 300, pending: 0 });
    assert.deepEqual((await app.post(`/${strategy}/process`)).body, { processed: 0 });
  });
}

test("buffered: hits that arrive between GET and DEL are gone", async () => {
  await hitWhileProcessing("buffered");
  assert.deepEqual(await counterOf("buffered"), { stored: 30, pending: 0 });
});

test("batched: hits that arrive while a batch is being processed stay", async () => {
  await hitWhileProcessing("batched");
  assert.deepEqual(await counterOf("batched"), { stored: 30, pending: 20 });
  await app.post("/batched/process");
  assert.deepEqual(await counterOf("batched"), { stored: 50, pending: 0 });
});

/** 30 hits before "process" and 20 while it waits at its UPDATE; all are acknowledged. */
async function hitWhileProcessing(strategy: string): Promise<void> {
  await app.hits(strategy, 30);
  const row = await lockRow(strategy);
  const processing = app.post(`/${strategy}/process`);
  await until("process waits at its UPDATE", async () => (await waitingForLock(admin)) === 1);
  assert.deepEqual(kinds(await app.hits(strategy, 20)), { 200: 20 });
  await row.release();
  assert.deepEqual((await processing).body, { processed: 30 });
}

for (const [strategy, stored] of [
  ["buffered", 60],
  ["batched", 30],
] as const) {
  test(`${strategy}: two processes at once store ${stored} of 30`, async () => {
    await app.hits(strategy, 30);
    const row = await lockRow(strategy);
    const processing = [app.post(`/${strategy}/process`), app.post(`/${strategy}/process`)];
    await until("both wait", async () => (await waitingForLock(admin)) === 2);
    await row.release();
    assert.deepEqual(kinds(await Promise.all(processing)), { 200: 2 });
    assert.deepEqual(await counterOf(strategy), { stored, pending: 0 });
  });
}

test("batched: nothing is lost or doubled while two apps take hits and four callers process", async () => {
  const second = await newApp();
  try {
    let running = true;
    const caller = async (each: App) => {
      let processed = 0;
      while (running) processed += Number((await each.post("/batched/process")).body.processed);
      return processed;
    };
    const callers = [app, app, second, second].map(caller);
    const answers = await Promise.all([app.hits("batched", 500, 25), second.hits("batched", 500, 25)]);
    running = false;
    const processed = (await Promise.all(callers)).reduce((sum, each) => sum + each, 0);
    const rest = Number((await app.post("/batched/process")).body.processed);
    assert.deepEqual(kinds(answers.flat()), { 200: 1000 });
    assert.equal(processed + rest, 1000);
    assert.deepEqual(await counterOf("batched"), { stored: 1000, pending: 0 });
  } finally {
    await second.stop("SIGKILL");
  }
});

test("batched: a crash after the batch was moved aside loses nothing", async () => {
  await app.hits("batched", 30);
  const row = await lockRow("batched");
  const processing = app.post("/batched/process").catch(() => undefined);
  await until("process waits at its UPDATE", async () => (await waitingForLock(admin)) === 1);
  await app.stop("SIGKILL");
  await row.release();
  await processing;
  assert.equal((await redis.keys("surge:batched:batch:*")).length, 1, "the batch is still aside");

  app = await newApp();
  await connectionsOfAppAre(admin, idle); // PostgreSQL has noticed that the old app is gone
  assert.deepEqual(await counterOf("batched"), { stored: 0, pending: 30 });
  assert.deepEqual((await app.post("/batched/process")).body, { processed: 30 });
  assert.deepEqual(await counterOf("batched"), { stored: 30, pending: 0 });
  assert.deepEqual(await redis.keys("surge:*"), []);
});

test("batched: a crash after COMMIT, before the batch was deleted, counts nothing twice", async () => {
  await app.hits("batched", 30);
  const row = await lockRow("batched");
  const processing = app.post("/batched/process").catch(() => undefined);
  await until("process waits at its UPDATE", async () => (await waitingForLock(admin)) === 1);
  await redis.call("CLIENT", "PAUSE", "60000", "WRITE");
  await row.release();
  await until("the batch is committed", async () => {
    return (await admin.query("SELECT FROM applied_batches")).rowCount === 1;
  });
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
  assert.equal((await redis.keys("surge:batched:batch:*")).length, 1, "the batch is still aside");

  app = await newApp();
  assert.deepEqual(await counterOf("batched"), { stored: 30, pending: 0 });
  assert.deepEqual((await app.post("/batched/process")).body, { processed: 0 });
  assert.deepEqual(await counterOf("batched"), { stored: 30, pending: 0 });
  assert.deepEqual(await redis.keys("surge:*"), []);
});

test("an unknown strategy answers 404 with the names there are", async () => {
  const { status, body } = await app.post("/nothing/hit");
  assert.equal(status, 404);
  assert.equal(body.code, "unknown-strategy");
  assert.match(String(body.message), some);
});

test("processing a strategy without a buffer answers 409", async () => {
  const { status, body } = await app.post("/atomic/process");
  assert.deepEqual({ status, code: body.code }, { status: 409, code: "no-process" });
});

test("a hit may have a body of any kind", async () => {
  assert.equal((await app.post("/atomic/hit", { "content-type": "application/json" })).status, 200);
});

test("the strategies say in both languages what they are, and whether they have to be processed", async () => {
  const { body } = await app.get("/strategies");
  const strategies = Object.values(body) as { name: string; about: object; processes: boolean }[]; // an array
  assert.deepEqual(
    strategies.filter((each) => each.processes).map((each) => each.name),
    processing,
  );
  for (const each of strategies) assert.deepEqual(Object.keys(each.about), ["en", "ru"]);
});

async function lockRow(strategy: string): Promise<Lock> {
  lock = await holdRow(postgres.url, strategy);
  return lock;
}

async function counterOf(strategy: string): Promise<Record<string, unknown>> {
  return (await app.get(`/${strategy}/counter`)).body;
}

test("a connection that stays open is no slower than one that is new for each hit", async () => {
  const kept = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const fresh = new http.Agent();
  const times = new Map<http.Agent, number[]>([kept, fresh].map((agent) => [agent, []]));
  const hit = async (agent: http.Agent) => {
    const sentAt = performance.now();
    const request = http.request(`${app.url}/batched/hit`, { method: "POST", agent }).end();
    const answer = await new Promise<http.IncomingMessage>((resolve, reject) =>
      request.once("response", resolve).once("error", reject),
    );
    await text(answer);
    times.get(agent)?.push(performance.now() - sentAt);
  };
  for (let round = 0; round < 40; round += 1) for (const agent of [kept, fresh]) await hit(agent);
  kept.destroy();
  const [ofKept = 0, ofFresh = 0] = [kept, fresh].map(
    (agent) => times.get(agent)?.toSorted((a, b) => a - b)[20],
  );
  // The delay that this is about, TCP's wait for an acknowledgement, is ten times a hit.
  assert.ok(ofKept < 3 * ofFresh, `${ofKept.toFixed(1)} ms, on a new connection ${ofFresh.toFixed(1)} ms`);
});
