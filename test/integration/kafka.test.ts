import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Inspection, openInspection } from "../../extension/stack/inspection.ts";
import { type App, startApp } from "../support/app.ts";
import { judgedLoad } from "../support/judged-load.ts";
import { type KafkaServer, startKafka } from "../support/kafka-server.ts";
import { type PostgresServer, type Server, startPostgres, startRedis } from "../support/servers.ts";

// The strategy on a broker of its own: what it promises, and what is left of it when things break.

let postgres: PostgresServer;
let redis: Server;
let kafka: KafkaServer;
let app: App;
let inspection: Inspection;

before(async () => {
  [postgres, redis, kafka] = await Promise.all([startPostgres(), startRedis(), startKafka()]);
  app = await newApp();
  inspection = await openInspection({
    endpoints: { app: app.url, postgres: postgres.url, redis: redis.url },
    down: [],
  });
});
after(async () => {
  await app?.stop("SIGKILL");
  await Promise.all([postgres?.remove(), redis?.remove(), kafka?.remove()]);
});

const newApp = (partitions = 3) =>
  startApp({
    databaseUrl: postgres.appUrl,
    redisUrl: redis.url,
    env: { KAFKA_BROKERS: kafka.brokers, KAFKA_PARTITIONS: String(partitions) },
  });

test("keeps all of the hits that it acknowledges, by name", async () => {
  const load = await judgedLoad(app.url, inspection, "kafka");
  const ledger = await load.judge();
  assert.deepEqual(load.failures, {});
  assert.deepEqual([ledger.attempted, ledger.ok, ledger.unknown, ledger.byName], [1000, 1000, 0, true]);
  assert.deepEqual([ledger.verdict, ledger.stored, ledger.pending], ["exact", 0, 1000]);
  assert.deepEqual((await app.post("/kafka/process")).body, { processed: 1000 });
  assert.deepEqual((await app.post("/kafka/process")).body, { processed: 0 });
  const { verdict, stored, pending } = await load.judge();
  assert.deepEqual({ verdict, stored, pending }, { verdict: "exact", stored: 1000, pending: 0 });
});
