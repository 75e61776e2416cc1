import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { Admin } from "@platformatic/kafka";
import { isAbort, LabError } from "../../extension/common/lab-error.ts";
import { openInspection } from "../../extension/inspection/inspection.ts";
import { dropFromServers } from "../../extension/stack/engines/attach/drop-from-servers.ts";
import { Processes } from "../../extension/stack/engines/embedded/processes.ts";
import { freePort } from "../../extension/stack/free-port.ts";
import type { ServerProcess } from "../../extension/stack/server-process.ts";
import type { Composition, ServerUrls, Stack } from "../../extension/stack/stack.ts";
import { attachment, newDatabase, startAttached } from "../support/attach.ts";
import { withoutKafka } from "../support/brokers.ts";
import { runCli } from "../support/cli.ts";
import { fillKafka, foreignTopics } from "../support/foreign-kafka.ts";
import { judgedLoad } from "../support/judged-load.ts";
import { startKafkaNodes } from "../support/kafka-nodes.ts";
import {
  type PostgresServer,
  query,
  type Server,
  startPostgres,
  startRedis,
  until,
} from "../support/servers.ts";

// The lab in a Kafka of three brokers that others use, too.

describe("a Kafka that it is attached to", { skip: await withoutKafka() }, () => {
  const processes = new Processes({ owns: () => {}, disowns: () => {} });
  const composition: Composition = { app: "node", with: ["kafka"], partitions: 2 };
  const { signal } = new AbortController();
  /** Where many things run at once, everything takes longer. Seconds. */
  const patience = 120;
  let folder = "";
  let postgres: PostgresServer;
  let redis: Server;
  let servers: readonly ServerProcess[];
  let brokers = "";

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "surge-test-"));
    [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
    ({ servers, brokers } = await startKafkaNodes(["kafka-1", "kafka-2", "kafka-3"], folder, processes));
    await fillKafka(brokers);
  });
  after(async () => {
    await Promise.all([processes.stop(), postgres?.remove(), redis?.remove()]);
    await rm(folder, { recursive: true, force: true });
  });

  let databases = 0;
  async function newUrls() {
    databases += 1;
    const student = await newDatabase(postgres.url, `kafka_${databases}`);
    return { postgres: student, redis: redis.url, kafka: `kafka://${brokers}` };
  }
  const start = (urls: ServerUrls, more = {}) => startAttached({ urls, composition, ...more });
  const drop = (urls: ServerUrls) => dropFromServers(attachment(urls), signal);

  async function withAdmin<T>(
    look: (admin: Admin) => Promise<T>,
    bootstrap = brokers.split(","),
  ): Promise<T> {
    const admin = new Admin({ clientId: "test", bootstrapBrokers: bootstrap, retries: 10 });
    return look(admin).finally(() => admin.close());
  }
  const namesFrom = (bootstrap?: string[]) =>
    withAdmin((admin) => admin.listTopics({ includeInternals: true }), bootstrap);
  const topicNames = () => namesFrom();
  /** A broker learns of a topic that is made or removed a moment after the controller. */
  const eachBrokerKnows = (topics: number) =>
    until(
      `each broker knows ${topics} topics`,
      async () => {
        const known = await Promise.all(brokers.split(",").map((broker) => namesFrom([broker])));
        return known.every(({ length }) => length === topics);
      },
      patience,
    );
  const hit = ({ endpoints }: Stack) => fetch(`${endpoints.app}/kafka/hit`, { method: "POST" });

  async function processAll({ endpoints }: Stack): Promise<void> {
    const process = async () => {
      const answer = await fetch(`${endpoints.app}/kafka/process`, { method: "POST" });
      return Object(await answer.json()).processed === 0;
    };
    await until("all is moved", process, patience);
  }

  test("counts 1000 hits exactly, by name, and touches nothing but a topic of its own", async () => {
    const urls = await newUrls();
    const before = await foreignTopics(brokers);
    const names = await topicNames();
    assert.ok(Object.values(before).flat().length > 4 * 120);
    const asked: string[] = [];
    const noting = {
      ...attachment(urls),
      confirm: async ({ en, ru }: { en: string; ru: string }) => asked.push(en, ru) > 0,
    };
    const stack = await start(urls, { attachment: noting });
    await eachBrokerKnows(names.length + 1);
    const [own = "", ...others] = (await topicNames()).filter((name) => !names.includes(name));
    try {
      assert.match(own, /^surge-[0-9a-f]{12}$/);
      assert.deepEqual(others, []);
      assert.equal(stack.versions.kafka, "?");
      const { topics } = await withAdmin((admin) => admin.metadata({ topics: [own] }));
      assert.deepEqual(
        topics.get(own)?.partitions.map(({ replicas }) => replicas.length),
        [3, 3],
      );
      const inspection = await openInspection(stack);
      const load = await judgedLoad(stack.endpoints.app, inspection, "kafka");
      assert.deepEqual(load.failures, {});
      await processAll(stack);
      const { verdict, ok, byName, stored, pending } = await load.judge();
      assert.deepEqual([verdict, ok, byName, stored, pending], ["exact", 1000, true, 1000, 0]);
      await hit(stack);
      await inspection.reset();
      assert.deepEqual(await inspection.counted("kafka"), { stored: 0, pending: 0 });
      assert.deepEqual(await foreignTopics(brokers, own), before);
    } finally {
      await stack.stop();
    }
    await (await start(urls, { attachment: noting })).stop();
    const [first = "", firstRu = "", second = "", secondRu = ""] = asked;
    for (const text of [first, firstRu]) assert.match(text, /surge-….*(random|случайный)/);
    for (const text of [second, secondRu]) assert.ok(text.includes(own), text);

    assert.equal(await drop(urls), true);
    await eachBrokerKnows(names.length);
    assert.deepEqual(await foreignTopics(brokers), before);
    assert.deepEqual(await topicNames(), names);
  });

  test("keeps what it counted after a stop; two labs in one Kafka do not see each other's hits", async () => {
    const [one, two] = [await newUrls(), await newUrls()];
    const first = await start(one);
    const second = await start(two);
    try {
      for (let n = 0; n < 3; n += 1) assert.equal((await hit(first)).status, 200);
      assert.equal((await hit(second)).status, 200);
      await (await openInspection(second)).reset();
    } finally {
      await Promise.all([first.stop(), second.stop()]);
    }
    const again = await start(one);
    try {
      const inspection = await openInspection(again);
      assert.deepEqual(await inspection.counted("kafka"), { stored: 0, pending: 3 });
    } finally {
      await again.stop();
    }
    // A start without Kafka leaves it alone, also where its URL is known.
    await (
      await start({ ...one, kafka: "kafka://127.0.0.1:1" }, { composition: { app: "node", with: [] } })
    ).stop();
    const before = await topicNames();
    assert.equal(await drop(two), true);
    assert.equal((await topicNames()).length, before.length - 1);
    // Without the URL nothing is removed: the topic would stay with nobody to know its name.
    const { kafka: _, ...withoutUrl } = one;
    await assert.rejects(drop(withoutUrl), (error) => {
      return (
        error instanceof LabError &&
        /surge-[0-9a-f]{12}/.test(error.what.ru) &&
        /KAFKA_URL/.test(error.remedy.en)
      );
    });
    assert.equal((await topicNames()).length, before.length - 1);
    assert.equal(await drop(one), true);
    assert.equal((await topicNames()).length, before.length - 2);
  });

  test("is asked for, and does not answer: the error says what to do, and nothing is written", async () => {
    const urls = await newUrls();
    const refusal = async (given: ServerUrls, more = {}) => {
      const error = await start(given, more).then(
        (stack) => stack.stop().then(() => assert.fail("It started.")),
        (failure: unknown) => failure,
      );
      assert.ok(error instanceof LabError, String(error));
      return error;
    };
    const { kafka: _, ...withoutUrl } = urls;
    const missing = await refusal(withoutUrl);
    assert.equal(missing.code, "server-url");
    for (const text of [missing.remedy.en, missing.remedy.ru]) assert.match(text, /SURGE_LAB_KAFKA_URL/);
    const nobody = await refusal({ ...urls, kafka: `kafka://127.0.0.1:${await freePort()}` });
    assert.equal(nobody.code, "server-unreachable");
    assert.match(nobody.what.ru, /Kafka \(127\.0\.0\.1:\d+\).*не отвечает/);
    const other: Composition = { app: "node", with: ["rabbitmq"] };
    assert.equal((await refusal(urls, { composition: other })).code, "not-attached");
    assert.equal((await refusal(urls, { agree: false })).code, "not-confirmed");
    const schema = "SELECT FROM pg_namespace WHERE nspname = 'surge_lab'";
    assert.equal((await query(urls.postgres, schema)).rowCount, 0);
  });

  test("takes the connection and is silent: a cancel is through within a second", async () => {
    const urls = await newUrls();
    const held = new Set<Socket>();
    const silent = createServer((socket) => held.add(socket)).listen(0, "127.0.0.1");
    await once(silent, "listening");
    try {
      const { port } = Object(silent.address());
      const cancel = new AbortController();
      const starting = start({ ...urls, kafka: `kafka://127.0.0.1:${port}` }, { signal: cancel.signal });
      starting.catch(() => {});
      await until("it is asked", async () => held.size > 0, patience);
      cancel.abort();
      await assert.rejects(
        Promise.race([starting, sleep(3_000).then(() => assert.fail("It took 3 s."))]),
        isAbort,
      );
    } finally {
      for (const socket of held) socket.destroy();
      silent.close();
    }
  });

  test("is known to the command line by its variable", async () => {
    const urls = await newUrls();
    const env = {
      SURGE_LAB_POSTGRES_URL: urls.postgres,
      SURGE_LAB_REDIS_URL: urls.redis,
      SURGE_LAB_KAFKA_URL: urls.kafka,
    };
    const before = await topicNames();
    await (await start(urls)).stop();
    const { code, stdout } = await runCli(["--engine", "attach", "--yes", "--drop", "--lang", "en"], env);
    assert.equal(code, 0);
    assert.match(stdout, /and the topic surge-[0-9a-f]{12} of Kafka at 127\.0\.0\.1/);
    assert.deepEqual(await topicNames(), before);
  });

  test("loses one of its three brokers in the middle of a load, and nothing acknowledged; the lab itself kills none", async () => {
    const urls = await newUrls();
    const stack = await start(urls);
    try {
      await assert.rejects(stack.kill("kafka", "SIGKILL"), { code: "not-our-server", message: /Kafka/ });
      const inspection = await openInspection(stack);
      const loading = judgedLoad(stack.endpoints.app, inspection, "kafka", {
        requests: 5_000,
        connections: 50,
      });
      const pending = async () => (await inspection.counted("kafka").catch(() => ({ pending: 0 }))).pending;
      await until("hits come", async () => (await pending()) > 500, patience);
      await servers[0]?.kill();
      const load = await loading;
      await until("hits are accepted again", async () => (await hit(stack)).status === 200, patience);
      await processAll(stack);
      const { verdict, ok, lost, duplicated } = await load.judge();
      assert.ok(ok > 500);
      assert.deepEqual({ verdict, lost, duplicated }, { verdict: "exact", lost: 0, duplicated: 0 });
    } finally {
      await stack.stop();
    }
    assert.equal(await drop(urls), true);
  });
});
