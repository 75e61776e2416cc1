import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { Stepper } from "../../extension/actions/crash/stepper.ts";
import type { LoadResult } from "../../extension/actions/load/result.ts";
import { failingServers } from "../../extension/inspection/failing-servers.ts";
import type { Stack } from "../../extension/stack/stack.ts";
import { withoutRabbitmq } from "../support/brokers.ts";
import { openLab } from "../support/lab.ts";
import { holdTable } from "../support/locks.ts";
import { query, until } from "../support/servers.ts";
import { commandLine, descendantsOf } from "../support/stack.ts";
import { walkTo } from "../support/walk-to.ts";

// One broker for the whole file: it takes seconds to start.

const { session, run } = openLab();
const skip = await withoutRabbitmq();

describe("rabbitmq", { skip }, () => {
  /** How often each death is tried. */
  const rounds = 3;

  let stack: Stack;
  before(async () => {
    await run("start: { with: [rabbitmq] }");
    ({ stack } = session.require());
  });
  after(() => session.stop());
  beforeEach(() => run("reset:"));

  const post = async (path: string, id?: string) => {
    const headers = id === undefined ? undefined : { "x-hit-id": id };
    const answer = await fetch(stack.endpoints.app + path, { method: "POST", ...(headers && { headers }) });
    // The tests read single keys of the answer and compare them with what they expect.
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  const hits = async (ids: readonly string[]) => {
    const answers = await Promise.all(ids.map((id) => post("/rabbitmq/hit", id)));
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200]);
  };
  const counted = () => session.require().inspection.counted("rabbitmq");
  const pendingIds = async () =>
    [...(await session.require().inspection.pendingIds("rabbitmq", "hit-"))].sort();
  const process = async () => (await post("/rabbitmq/process")).body.processed;
  const names = (count: number) =>
    Array.from({ length: count }, (_, index) => `hit-${String(index).padStart(4, "0")}`);
  const storedTwice = async () => {
    const text = "SELECT hit_id FROM surge_lab.hits GROUP BY hit_id HAVING count(*) > 1";
    return (await query(stack.endpoints.postgres, text)).rowCount;
  };
  const load = async (words: string): Promise<LoadResult> => {
    const result = await run(`load: { strategy: rabbitmq, ${words} }`);
    assert.ok(result.action === "load");
    return result;
  };

  test("is part of the stack: its version, its place among the strategies, an account by name", async () => {
    assert.match(stack.versions.rabbitmq ?? "", /^\d+\.\d+/);
    const started = await run("start: { with: [rabbitmq] }");
    assert.ok(started.action === "start" && started.alreadyRunning);
    assert.ok(started.strategies.some(({ name }) => name === "rabbitmq"));
    assert.equal(started.environment.rabbitmq, stack.versions.rabbitmq);
    assert.ok((await stack.logs(new Date(0))).some(({ service }) => service === "rabbitmq"));
  });

  test("keeps every hit that it acknowledges, and stores each once", async () => {
    const result = await load("requests: 1000, connections: 50");
    assert.deepEqual(result.failures, {});
    assert.deepEqual(
      [result.ok, result.byName, result.verdict, result.claimed, result.stored, result.pending],
      [1000, true, "open", 1000, 0, 1000],
    );
    const waiting = await run("worker: { strategy: rabbitmq, count: 0 }");
    assert.ok(waiting.action === "worker");
    assert.deepEqual([waiting.pending, waiting.claimed], [1000, 1000]);
    assert.equal(await process(), 1000);
    assert.equal(await process(), 0);
    const processed = await run("process: { strategy: rabbitmq }");
    assert.ok(processed.action === "process");
    assert.deepEqual([processed.ledger?.verdict, processed.stored, processed.pending], ["exact", 1000, 0]);
  });

  test("a reset empties the queue", async () => {
    await hits(names(20));
    assert.deepEqual(await counted(), { stored: 0, pending: 20 });
    await run("reset:");
    assert.deepEqual(await counted(), { stored: 0, pending: 0 });
  });

  test("a look takes nothing out of the queue and changes no order, however often and whatever its length", async () => {
    const all = names(350);
    await hits(all);
    // More often than it looks one by one.
    for (let look = 0; look < 60; look += 1) assert.deepEqual(await counted(), { stored: 0, pending: 350 });
    assert.deepEqual(await pendingIds(), all);
    assert.deepEqual(await counted(), { stored: 0, pending: 350 });
    await hits(["hit-9999"]);
    assert.deepEqual(await counted(), { stored: 0, pending: 351 });
    assert.equal(await process(), 351);
    assert.deepEqual(await counted(), { stored: 351, pending: 0 });
  });

  test("hits that arrive while a batch is being processed stay", async () => {
    await hits(names(30));
    const lock = await holdTable(stack.endpoints.postgres, "applied_hits");
    try {
      const processing = process();
      await until("process waits", async () => (await waiting()) === 1);
      await hits(names(50).slice(30));
      await lock.release();
      assert.equal(await processing, 50);
    } finally {
      await lock.release();
    }
    assert.deepEqual(await counted(), { stored: 50, pending: 0 });
  });

  const waiting = async () => {
    const text =
      "SELECT FROM pg_stat_activity WHERE usename = 'surge_app' AND wait_event_type = 'Lock' AND wait_event = 'relation'";
    return (await query(stack.endpoints.postgres, text)).rowCount;
  };

  test("three workers and a look at any time: each acknowledged hit is seen, and stored once", async () => {
    await run("worker: { strategy: rabbitmq, every: 0.1, count: 3, watch: 0 }");
    let sent = 0;
    let acknowledged = 0;
    const client = async () => {
      while (sent < 5_000) {
        sent += 1;
        await hits([`hit-${sent}`]);
        acknowledged += 1;
      }
    };
    let isOver = false;
    const looking = (async () => {
      while (!isOver) {
        const before = acknowledged;
        const { stored, pending } = await counted();
        assert.ok(stored + pending >= before, `${stored} + ${pending} of ${before}`);
      }
    })();
    await Promise.all(Array.from({ length: 20 }, client));
    isOver = true;
    await looking;
    await until("the queue is empty", async () => (await counted()).pending === 0);
    assert.deepEqual(await counted(), { stored: sent, pending: 0 });
    assert.equal(await storedTwice(), 0);
    assert.ok(
      session.workers.figuresOf("rabbitmq").every(({ ended, batches }) => ended === null && batches > 0),
    );
    await run("worker: { strategy: rabbitmq, count: 0 }");
  });

  const places = { "after-take": 0, "before-commit": 0, "after-commit": 30 } as const;

  test("what a worker holds is accounted for wherever it stands", async () => {
    for (const [place, stored] of Object.entries(places)) {
      await run("reset:");
      await hits(names(30));
      const stepper = await Stepper.start(stack, "rabbitmq");
      try {
        await walkTo(place, stepper);
        await hits(["hit-0030"]);
        assert.deepEqual(await counted(), { stored, pending: 31 - stored }, place);
        assert.deepEqual(await pendingIds(), names(31).slice(stored), place);
        assert.deepEqual(await stepper.run(), { processed: 31 });
      } finally {
        await stepper.kill();
      }
      assert.deepEqual(await counted(), { stored: 31, pending: 0 });
    }
  });

  for (const [place, stored] of Object.entries(places)) {
    test(`a crash ${place}, ${rounds} times: nothing is lost and nothing stored twice`, async () => {
      for (let time = 0; time < rounds; time += 1) {
        await run("reset:");
        await hits(names(30));
        const stepper = await Stepper.start(stack, "rabbitmq");
        await walkTo(place, stepper);
        await stepper.kill();
        assert.deepEqual(await counted(), { stored, pending: 30 - stored });
        assert.deepEqual(await pendingIds(), names(30).slice(stored));
        await until("all are stored", async () => {
          await process();
          return (await counted()).stored === 30;
        });
        assert.deepEqual(await counted(), { stored: 30, pending: 0 });
        assert.equal(await storedTwice(), 0);
      }
    });
  }

  test(`the broker killed and restarted under load, ${rounds} times: nothing acknowledged is lost`, async () => {
    for (let time = 0; time < rounds; time += 1) {
      await run("reset:");
      const acknowledged: string[] = [];
      const isOver = new AbortController();
      let sent = 0;
      const client = async () => {
        while (!isOver.signal.aborted) {
          sent += 1;
          const id = `hit-${time}-${sent}`;
          const answer = await post("/rabbitmq/hit", id);
          if (answer.status === 200) acknowledged.push(id);
          else await sleep(20);
        }
      };
      const processing = async () => {
        while (!isOver.signal.aborted) await post("/rabbitmq/process");
      };
      const working = Promise.all([...Array.from({ length: 10 }, client), processing()]);
      await until("hits are taken", () => acknowledged.length > 100);
      await stack.kill("rabbitmq", "SIGKILL");
      const before = acknowledged.length;
      await stack.recover("rabbitmq");
      await until("hits are taken again", () => acknowledged.length > before + 100);
      isOver.abort();
      await working;
      await until("all are stored", async () => {
        await process();
        return (await counted()).pending === 0;
      });
      const { rows } = await query(stack.endpoints.postgres, "SELECT hit_id FROM surge_lab.hits");
      const stored = new Set(rows.map((row) => row.hit_id));
      assert.deepEqual(
        acknowledged.filter((id) => !stored.has(id)),
        [],
      );
      assert.equal(rows.length, stored.size, "none is stored twice");
      console.log(`${acknowledged.length} acknowledged of ${sent}, ${stored.size} stored`);
    }
  });

  test("a load that kills the broker accounts for every hit", async () => {
    const words = "duration: 3, connections: 10, timeout: 3, processEvery: 200";
    const { ok, lost, duplicated, fault } = await load(`${words}, fault: { kill: rabbitmq, recover: 0.1 }`);
    assert.ok(ok > 0 && fault?.killedMs);
    assert.deepEqual([lost, duplicated], [0, 0]);
    await until("all are stored", async () => {
      await process();
      return (await counted()).pending === 0;
    });
    const processed = await run("process: { strategy: rabbitmq }");
    assert.ok(processed.action === "process" && processed.ledger);
    assert.deepEqual([processed.ledger.lost, processed.ledger.duplicated], [0, 0]);
  });

  test("the broker dies while a worker stands after its COMMIT: what comes back is known as stored", async () => {
    await hits(names(30));
    const stepper = await Stepper.start(stack, "rabbitmq");
    await walkTo("after-commit", stepper);
    await hits(["hit-0030"]);
    await stack.kill("rabbitmq", "SIGKILL");
    await stepper.kill();
    await run("recover:");
    await until(
      "the app has found it again",
      async () => (await post("/rabbitmq/hit", "hit-0031")).status === 200,
    );
    assert.deepEqual(await counted(), { stored: 30, pending: 2 });
    assert.deepEqual(await pendingIds(), ["hit-0030", "hit-0031"]);
    assert.equal(await process(), 2);
    assert.deepEqual(await counted(), { stored: 32, pending: 0 });
    assert.equal(await storedTwice(), 0);
  });

  test("while it is down its hits are refused at once, and it is found again by itself", async () => {
    await hits(["hit-0000"]);
    await stack.kill("rabbitmq", "SIGKILL");
    for (let time = 0; time < 3; time += 1) {
      const begun = performance.now();
      const { status, body } = await post("/rabbitmq/hit");
      assert.deepEqual([status, body.code, body.outcome], [503, "rabbitmq-unavailable", "failed"]);
      assert.ok(performance.now() - begun < 1_500);
    }
    assert.equal((await post("/atomic/hit")).status, 200);
    await assert.rejects(run("reset:"), { code: "service-down" });
    await run("recover:");
    await until("hits are taken", async () => (await post("/rabbitmq/hit", "hit-0001")).status === 200);
    assert.deepEqual(await counted(), { stored: 0, pending: 2 });
  });

  test("frozen, it leaves the outcome of a hit unknown, and the app answers in time", async () => {
    await hits(["hit-0000"]);
    const thaw = new AbortController();
    const pausing = stack.pause("rabbitmq", 60_000, thaw.signal).catch(() => undefined);
    await sleep(300);
    const begun = performance.now();
    const { status, body } = await post("/rabbitmq/hit", "hit-0001");
    assert.deepEqual([status, body.code, body.outcome], [503, "rabbitmq-timeout", "unknown"]);
    assert.ok(performance.now() - begun < 6_000);
    assert.equal((await post("/atomic/hit")).status, 200);
    assert.deepEqual(await failingServers(stack), ["rabbitmq"]);
    thaw.abort();
    await pausing;
    await until("it goes on", async () => (await post("/rabbitmq/hit", "hit-0002")).status === 200);
    assert.deepEqual(await pendingIds(), names(3));
    assert.deepEqual(await failingServers(stack), []);
  });

  test("frozen for good, it is started anew by `start`, with what it had", async () => {
    await hits(names(2));
    const startedAnew = async () => {
      const started = await run("start: { with: [rabbitmq] }");
      assert.ok(started.action === "start" && started.alreadyRunning);
      return started.startedAnew;
    };
    const [node] = await pidsOf(/beam\.smp/);
    globalThis.process.kill(node ?? assert.fail(), "SIGSTOP");
    assert.deepEqual(await startedAnew(), ["rabbitmq"]);
    await until("hits are taken", async () => (await post("/rabbitmq/hit", "hit-0002")).status === 200);
    assert.deepEqual(await pendingIds(), names(3));
    assert.equal(await startedAnew(), undefined);
  });

  async function pidsOf(program: RegExp): Promise<number[]> {
    const pids = await descendantsOf(globalThis.process.pid);
    const matching = await Promise.all(pids.map(async (pid) => program.test(await commandLine(pid))));
    return pids.filter((_, index) => matching[index]);
  }
});

describe("a stack without the broker that a strategy needs", () => {
  before(() => run("start: {}"));
  after(() => session.stop());

  const app = () => session.require().stack.endpoints.app;

  test("refuses its hits definitely and says how to start it", async () => {
    for (const path of ["hit", "process"]) {
      const answer = await fetch(`${app()}/rabbitmq/${path}`, { method: "POST" });
      assert.equal(answer.status, 503);
      const { code, outcome, message } = Object(await answer.json());
      assert.deepEqual([code, outcome], ["not-in-stack", "failed"]);
      assert.match(message, /RabbitMQ.*start: \{ with: \[rabbitmq\] \}/);
    }
    assert.equal((await fetch(`${app()}/rabbitmq/counter`)).status, 503);
  });

  test("leaves it out where it counts, and says so to a cell that asks for it", async () => {
    const started = await run("start: {}");
    assert.ok(started.action === "start");
    assert.ok(started.strategies.every(({ name }) => name !== "rabbitmq"));
    const reset = await run("reset:");
    assert.ok(reset.action === "reset" && reset.counters.every(({ strategy }) => strategy !== "rabbitmq"));
    const asking = [
      "load: { strategy: rabbitmq, requests: 10, connections: 5 }",
      "process: { strategy: rabbitmq }",
      "worker: { strategy: rabbitmq }",
      "load: { strategy: atomic, duration: 60, fault: { kill: rabbitmq, after: 0 } }",
    ];
    for (const cell of asking) await assert.rejects(run(cell), { code: "not-in-stack" }, cell);
    assert.deepEqual(session.require().stack.down, []);
  });
});
