import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { Processes } from "../../extension/stack/engines/embedded/processes.ts";
import { kinds, startApp } from "../support/app.ts";
import { withoutKafka } from "../support/brokers.ts";
import { inspectionOf } from "../support/inspection.ts";
import { judgedLoad } from "../support/judged-load.ts";
import { startKafkaNodes } from "../support/kafka-nodes.ts";
import { type PostgresServer, type Server, startPostgres, startRedis, until } from "../support/servers.ts";

// The settings that compose.yaml gives to the image of Kafka, on the same Kafka without Docker: every name of a
// service becomes this machine, every port a free one.

describe("the nodes of compose.yaml", { skip: await withoutKafka() }, () => {
  const processes = new Processes({ owns: () => {}, disowns: () => {} });
  let folder = "";
  let postgres: PostgresServer;
  let redis: Server;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "surge-test-"));
    [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  });
  after(async () => {
    await Promise.all([processes.stop(), postgres?.remove(), redis?.remove()]);
    await rm(folder, { recursive: true, force: true });
  });

  /** Starts these services together. @returns what kills each, and where the app finds them */
  const startNodes = async (services: readonly string[]) => {
    const { servers, brokers } = await startKafkaNodes(services, folder, processes);
    const appEnv = { KAFKA_BROKERS: brokers, KAFKA_PARTITIONS: "2" };
    return {
      servers,
      app: await startApp({ databaseUrl: postgres.appUrl, redisUrl: redis.url, env: appEnv }),
    };
  };

  test("one node takes hits", async () => {
    const { servers, app } = await startNodes(["kafka"]);
    try {
      assert.deepEqual(kinds(await app.hits("kafka", 50)), { 200: 50 });
      assert.deepEqual((await app.post("/kafka/process")).body, { processed: 50 });
    } finally {
      await app.stop("SIGKILL");
      await Promise.all(servers.map((server) => server.kill()));
    }
  });

  test("three nodes: one may die, and nothing acknowledged is lost; when two are dead, hits are refused", async () => {
    const { servers, app } = await startNodes(["kafka-1", "kafka-2", "kafka-3"]);
    try {
      await until("all are ready", async () => kinds(await app.hits("kafka", 5))["200"] === 5, 120);
      const inspection = await inspectionOf(app, postgres, redis);
      const load = await judgedLoad(app.url, inspection, "kafka", { requests: 500 });
      assert.deepEqual(load.failures, {});
      await servers[0]?.kill();
      await until("the others go on", async () => kinds(await app.hits("kafka", 5))["200"] === 5, 120);
      let moved = 1;
      await until(
        "all is moved",
        async () => {
          const { body } = await app.post("/kafka/process");
          moved = Number(body.processed ?? 1);
          return moved === 0;
        },
        120,
      );
      const { verdict, lost, duplicated, stored } = await load.judge();
      assert.deepEqual([verdict, lost, duplicated, stored], ["exact", 0, 0, 500]);

      await servers[1]?.kill();
      const answers = await app.hits("kafka", 5);
      assert.ok(
        answers.every(({ status }) => status === 503),
        JSON.stringify(kinds(answers)),
      );
    } finally {
      await app.stop("SIGKILL");
      await Promise.all(servers.map((server) => server.kill()));
    }
  });
});
