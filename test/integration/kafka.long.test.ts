import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { Stepper } from "../../extension/actions/crash/stepper.ts";
import type { Inspection } from "../../extension/inspection/inspection.ts";
import { type App, besideApp, kinds, startApp } from "../support/app.ts";
import { withoutKafka } from "../support/brokers.ts";
import { inspectionOf } from "../support/inspection.ts";
import { type JudgedLoad, judgedLoad } from "../support/judged-load.ts";
import { type KafkaServer, startKafka } from "../support/kafka-server.ts";
import { holdTable, waitingForLock } from "../support/locks.ts";
import { type PostgresServer, type Server, startPostgres, startRedis, until } from "../support/servers.ts";
import { walkTo } from "../support/walk-to.ts";

// The strategy `kafka` on a real broker: what it promises, and what is left of it when something dies.

describe("kafka", { skip: await withoutKafka() }, () => {
  const partitions = 3;
  /** How often each death is tried. */
  const rounds = 3;
  /** Where many things run at once, everything takes longer. Seconds. */
  const patience = 120;

  let postgres: PostgresServer;
  let redis: Server;
  let kafka: KafkaServer;
  let admin: pg.Client;
  let app: App;
  let inspection: Inspection;

  before(async () => {
    [postgres, redis, kafka] = await Promise.all([startPostgres(), startRedis(), startKafka()]);
    admin = new pg.Client(postgres.url);
    await admin.connect();
  });
  after(async () => {
    await admin?.end();
    await Promise.all([postgres?.remove(), redis?.remove(), kafka?.remove()]);
  });
  beforeEach(async () => {
    app = await startApp(surroundings());
    inspection = await inspectionOf(app, postgres, redis);
    await inspection.reset();
  });
  afterEach(() => app.stop("SIGKILL"));

  const surroundings = () => ({
    databaseUrl: postgres.appUrl,
    redisUrl: redis.url,
    env: { KAFKA_BROKERS: kafka.brokers, KAFKA_PARTITIONS: String(partitions) },
  });
  const newStepper = () => Stepper.start(besideApp(surroundings()), "kafka");
  const counter = async () => (await app.get("/kafka/counter")).body;
  const processOnce = async () => Number((await app.post("/kafka/process")).body.processed);

  /** Nothing of the load is lost and nothing stored twice, now and when all of it is processed. */
  async function assertKept(load: JudgedLoad): Promise<void> {
    for (const moved of [false, true]) {
      if (moved) while ((await processOnce()) > 0);
      const { lost, duplicated, unexpected, pending, claimed = 0, verdict } = await load.judge();
      // The lab does not read the topic: what waits there is the app's word.
      assert.deepEqual(
        { verdict, claimed, lost, duplicated, unexpected },
        { verdict: pending > 0 ? "open" : "exact", claimed: pending, lost: 0, duplicated: 0, unexpected: 0 },
      );
      if (moved) assert.equal(pending, 0);
    }
  }

  test("keeps all of the hits that it acknowledges, by name", async () => {
    const load = await judgedLoad(app.url, inspection, "kafka");
    assert.deepEqual(load.failures, {});
    const { attempted, ok, byName, stored, pending } = await load.judge();
    assert.deepEqual([attempted, ok, byName, stored, pending], [1000, 1000, true, 0, 1000]);
    assert.equal(await processOnce(), 1000);
    assert.equal(await processOnce(), 0);
    await assertKept(load);
  });

  test("a reset forgets what is pending and what is stored", async () => {
    await app.hits("kafka", 20);
    await processOnce();
    await app.hits("kafka", 30);
    assert.deepEqual(await counter(), { stored: 20, pending: 30 });
    await inspection.reset();
    assert.deepEqual(await counter(), { stored: 0, pending: 0 });
    assert.deepEqual((await app.get("/kafka/pending-ids")).body, []);
    await app.hits("kafka", 5);
    assert.equal(await processOnce(), 5);
  });

  test("hits that arrive while a batch is being processed stay", async () => {
    await app.hits("kafka", 30);
    const lock = await holdTable(postgres.url, "hits");
    const processing = processOnce();
    await until("a batch waits", async () => (await waitingForLock(admin)) === 1, patience);
    assert.deepEqual(kinds(await app.hits("kafka", 20)), { 200: 20 });
    await lock.release();
    assert.equal((await processing) + (await processOnce()), 50);
    assert.deepEqual(await counter(), { stored: 50, pending: 0 });
  });

  test("two apps that take hits and four that process them store each hit once", async () => {
    const second = await startApp(surroundings());
    try {
      let running = true;
      const caller = async (each: App) => {
        while (running) await each.post("/kafka/process");
      };
      const callers = [app, app, second, second].map(caller);
      const loads = await Promise.all(
        [app, second].map(({ url }) => judgedLoad(url, inspection, "kafka", { connections: 10 })),
      );
      running = false;
      await Promise.all(callers);
      for (const load of loads) await assertKept(load);
    } finally {
      await second.stop("SIGKILL");
    }
  });

  test("as many work at once as there are partitions; one more finds nothing to do", async () => {
    await app.hits("kafka", 300, 10);
    const workers = await Promise.all(Array.from({ length: partitions + 1 }, newStepper));
    try {
      const [spare, ...busy] = workers;
      for (const worker of busy) await walkTo("after-take", worker);
      assert.deepEqual(await spare?.run(), { processed: 0 });
      const moved = await Promise.all(busy.map((worker) => worker.run()));
      assert.equal(
        moved.reduce((sum, stop) => sum + ("processed" in stop ? stop.processed : 0), 0),
        300,
      );
      assert.deepEqual(await counter(), { stored: 300, pending: 0 });
    } finally {
      await Promise.all(workers.map((worker) => worker.kill()));
    }
  });

  for (const place of ["after-take", "before-commit", "after-commit"] as const) {
    test(`a worker that is killed ${place}: each hit is stored once`, async () => {
      for (let round = 0; round < rounds; round += 1) {
        const load = await judgedLoad(app.url, inspection, "kafka", { requests: 60, connections: 20 });
        const { stored, pending } = await counter();
        const worker = await newStepper();
        await walkTo(place, worker).finally(() => worker.kill());
        const now = await afterCrash();
        assert.equal(Number(now.stored) + Number(now.pending), Number(stored) + Number(pending));
        if (place === "after-commit") assert.ok(Number(now.stored) > Number(stored));
        else assert.equal(now.stored, stored);
        await assertKept(load);
      }
    });
  }

  /** The counters, once PostgreSQL has noticed that a worker is gone. */
  async function afterCrash() {
    const mine =
      "SELECT FROM pg_stat_activity WHERE usename = 'surge_app' AND state LIKE 'idle in transaction%'";
    await until("its transaction is gone", async () => (await admin.query(mine)).rowCount === 0, patience);
    return counter();
  }

  test("the broker is killed under load and comes back: nothing acknowledged is lost", async () => {
    for (let round = 0; round < rounds; round += 1) {
      const before = await pendingNow();
      const loading = judgedLoad(app.url, inspection, "kafka", { requests: 5_000, connections: 50 });
      await until("hits come", async () => (await pendingNow()) > before + 500, patience);
      await kafka.kill();
      await sleep(300);
      await kafka.start();
      const load = await loading;
      await until(
        "hits are accepted again",
        async () => kinds(await app.hits("kafka", 10))["200"] === 10,
        patience,
      );
      await assertKept(load);
    }
  });

  test("the broker freezes for longer than the app waits: what is sent once more counts once", async () => {
    const loading = judgedLoad(app.url, inspection, "kafka", { requests: 2_000, connections: 50 });
    await until("hits come", async () => (await pendingNow()) > 200, patience);
    kafka.freeze();
    await sleep(3_500);
    kafka.thaw();
    await assertKept(await loading);
  });

  /** The number of pending hits that the app reports; 0 while Kafka is down. */
  async function pendingNow(): Promise<number> {
    return Number((await counter()).pending ?? 0);
  }
});
