import assert from "node:assert/strict";
import { chmod, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { isAbort, LabError } from "../../extension/common/lab-error.ts";
import { failingServers } from "../../extension/inspection/failing-servers.ts";
import { openInspection } from "../../extension/inspection/inspection.ts";
import type { Composition, Stack } from "../../extension/stack/stack.ts";
import { withoutKafka } from "../support/brokers.ts";
import { judgedLoad } from "../support/judged-load.ts";
import { kafkaHome } from "../support/kafka-home.ts";
import { openLab } from "../support/lab.ts";
import { query, until } from "../support/servers.ts";
import { descendantsOf, portsOf, remainsOf, startEmbedded, supervisorOf } from "../support/stack.ts";

// Kafka as a part of an embedded stack: it starts, dies, comes back and goes with the rest.

describe("kafka in a stack", { skip: await withoutKafka() }, () => {
  const composition: Composition = { app: "node", with: ["kafka"], partitions: 2 };
  const realTemporary = tmpdir();
  let scratch = "";
  let temporary = "";

  before(async () => {
    process.env.KAFKA_HOME = await kafkaHome();
    scratch = await mkdtemp(join(realTemporary, "surge-test-"));
    await chmod(scratch, 0o755);
  });
  beforeEach(async () => {
    temporary = join(await mkdtemp(join(scratch, "tmp-")), "временная папка");
    await mkdir(temporary);
    for (const folder of [temporary, join(temporary, "..")]) await chmod(folder, 0o777);
    process.env.TMPDIR = temporary;
  });
  afterEach(() => {
    process.env.TMPDIR = realTemporary;
  });
  after(() => rm(scratch, { recursive: true, force: true }));

  const nothingRemains = async (pids: readonly number[], ports: readonly number[]) => {
    await until("nothing remains", async () => (await remainsOf(pids, ports, temporary)).length === 0).catch(
      () => {},
    );
    assert.deepEqual(await remainsOf(pids, ports, temporary), []);
  };
  const kafkaPort = ({ endpoints }: Stack) => Number(endpoints.kafka?.split(":")[1]);

  test("it is killed, comes back with what it had, and goes with the stack", async () => {
    const stack = await startEmbedded({ composition });
    const pids = await descendantsOf(process.pid);
    const ports = [...portsOf(stack.endpoints), kafkaPort(stack)];
    try {
      assert.match(stack.versions.kafka ?? "", /^4\./);
      const inspection = await openInspection(stack);
      const load = await judgedLoad(stack.endpoints.app, inspection, "kafka");
      await stack.kill("kafka", "SIGKILL");
      assert.deepEqual(stack.down, ["kafka"]);
      const refused = await post(stack, "hit");
      assert.deepEqual(
        [refused.status, refused.body.code, refused.body.outcome],
        [503, "ECONNREFUSED", "failed"],
      );
      await stack.recover("kafka");
      assert.deepEqual(stack.down, []);
      assert.deepEqual((await post(stack, "process")).body, { processed: 1000 });
      const { verdict, ok, stored } = await load.judge();
      assert.deepEqual({ verdict, ok, stored }, { verdict: "exact", ok: 1000, stored: 1000 });
      const read = "SELECT count(*), sum(next_offset) FROM surge_lab.kafka_offsets";
      assert.deepEqual((await query(stack.endpoints.postgres, read)).rows, [{ count: "2", sum: "1000" }]);
    } finally {
      await stack.stop();
    }
    assert.deepEqual(await remainsOf(pids, ports, temporary), []);
  });

  test("SIGKILL of the supervisor takes it along", async () => {
    const stack = await startEmbedded({ composition });
    const pids = await descendantsOf(process.pid);
    process.kill(await supervisorOf(process.pid), "SIGKILL");
    await stack.ended;
    await nothingRemains(pids, [...portsOf(stack.endpoints), kafkaPort(stack)]);
    await stack.stop();
  });

  test("a cancel while it starts leaves nothing", async () => {
    const cancel = new AbortController();
    let pids: Promise<number[]> = Promise.resolve([]);
    const start = startEmbedded({
      composition,
      signal: cancel.signal,
      progress: ({ text }) => {
        if (text.en !== "Starting PostgreSQL, Redis and Kafka") return;
        setTimeout(() => {
          pids = descendantsOf(process.pid);
          void pids.then(() => cancel.abort());
        }, 500);
      },
    });
    await assert.rejects(start, isAbort);
    assert.ok((await pids).length > 0);
    assert.deepEqual(await remainsOf(await pids, [], temporary), []);
  });

  test("without KAFKA_HOME a start with it says what to do, and one without it works", async () => {
    const home = process.env.KAFKA_HOME;
    delete process.env.KAFKA_HOME;
    try {
      await assert.rejects(
        startEmbedded({ composition }),
        (error) =>
          error instanceof LabError && error.code === "broker-missing" && /KAFKA_HOME/.test(error.remedy.en),
      );
      const stack = await startEmbedded();
      const { status, body } = await post(stack, "hit").finally(() => stack.stop());
      assert.deepEqual([status, body.code], [503, "not-in-stack"]);
    } finally {
      process.env.KAFKA_HOME = home;
    }
  });

  test("in a lab: a load that kills it loses nothing, and the workers move all", async () => {
    const { session, run } = openLab();
    try {
      const started = await run("start: { with: [kafka], partitions: 2 }");
      assert.ok(started.action === "start");
      await run("worker: { strategy: kafka, every: 0.2, count: 2 }");
      const load = await run(
        "load: { strategy: kafka, duration: 3, connections: 20, timeout: 3, fault: { kill: kafka } }",
      );
      assert.ok(load.action === "load");
      assert.ok(load.ok > 0 && load.fault?.backMs);
      assert.deepEqual([load.lost, load.duplicated], [0, 0]);
      // Another number of partitions is another stack.
      const again = await run("start: { with: [kafka], partitions: 3 }");
      assert.ok(again.action === "start" && !again.alreadyRunning);
      const same = await run("start: { with: [kafka], partitions: 3 }");
      assert.ok(same.action === "start" && same.alreadyRunning);
      assert.equal(same.startedAnew, undefined);
      const { stack } = session.require();
      const thaw = new AbortController();
      const pausing = stack.pause("kafka", 60_000, thaw.signal).catch(() => undefined);
      await until("it does not answer", async () => (await failingServers(stack)).join() === "kafka");
      thaw.abort();
      await pausing;
    } finally {
      await session.stop();
    }
  });

  async function post({ endpoints }: Stack, what: string) {
    const answer = await fetch(`${endpoints.app}/kafka/${what}`, { method: "POST" });
    // Whatever it holds, the tests look at single keys of it.
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  }
});
