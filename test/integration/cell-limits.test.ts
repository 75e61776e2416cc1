import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { isAbort } from "../../extension/common/lab-error.ts";
import type { CellLimits } from "../../extension/inspection/run-sql.ts";
import { openLab } from "../support/lab.ts";
import { until } from "../support/servers.ts";

const { session, run } = openLab();
const inspection = () => session.require().inspection;
const limits = (more: Partial<CellLimits> = {}): CellLimits => ({
  rowLimit: 200,
  timeoutMs: 10_000,
  signal: new AbortController().signal,
  ...more,
});
const sql = (text: string, more?: Partial<CellLimits>) => inspection().sql(text, limits(more));
const redis = (text: string, more?: Partial<CellLimits>) => inspection().redis(text, limits(more));

before(() => run("start:"));
after(() => session.stop());

/** Characters of everything that a cell would show. */
const sizeOf = (shown: unknown) => JSON.stringify(shown).length;
const most = 300_000;

/** Milliseconds from the cancel to the end of the cell. */
async function endAfterCancel(
  work: (signal: AbortSignal) => Promise<unknown>,
  begun: () => Promise<boolean>,
) {
  const cancel = new AbortController();
  const running = work(cancel.signal);
  const ended = assert.rejects(running, isAbort);
  await until("the cell works", begun);
  const from = performance.now();
  cancel.abort();
  await ended;
  return performance.now() - from;
}

/** What a busy machine adds to the second. */
const busy = 1_000;

describe("an answer that is too large is not read to its end", () => {
  const tooLarge = { code: "answer-too-large" };

  test("one value of PostgreSQL, and the next cell works", async () => {
    const before = process.memoryUsage().rss;
    await assert.rejects(sql("SELECT repeat('x', 100000000)"), tooLarge);
    assert.ok(process.memoryUsage().rss - before < 150e6);
    await assert.rejects(
      sql("COPY (SELECT repeat('x', 1000) FROM generate_series(1, 50000)) TO STDOUT"),
      tooLarge,
    );
    assert.deepEqual((await sql("SELECT 1"))[0]?.rows, [["1"]]);
  });

  test("an error and a notice of PostgreSQL", async () => {
    const raise = (level: string, size: number) =>
      sql(`DO $$ BEGIN RAISE ${level} '%', repeat('x', ${size}); END $$`);
    await assert.rejects(raise("EXCEPTION", 50_000_000), tooLarge);
    await assert.rejects(raise("NOTICE", 50_000_000), tooLarge);
    const [large] = await raise("EXCEPTION", 5_000_000);
    assert.equal(large?.error?.code, "P0001");
    assert.ok(sizeOf(large) < 10_000);
  });

  test("a value, a list and an error of Redis, and the next cell works", async () => {
    const before = process.memoryUsage().rss;
    await redis("SETRANGE big 200000000 x");
    await assert.rejects(redis("GET big"), tooLarge);
    await redis("DEL big");
    await assert.rejects(
      redis("EVAL \"local t = {} for i = 1, 900000 do t[i] = 'a longer value' end return t\" 0"),
      tooLarge,
    );
    await assert.rejects(redis("EVAL \"return redis.error_reply(string.rep('x', 50000000))\" 0"), tooLarge);
    assert.ok(process.memoryUsage().rss - before < 300e6);
    assert.deepEqual((await redis("PING"))[0]?.rows, [["PONG"]]);
  });

  test("what is read is cut to what a reader can look at", async () => {
    const [wide] = await sql(
      "SELECT repeat('x', 10000) AS a, repeat('y', 50) AS b FROM generate_series(1, 150)",
    );
    assert.equal(wide?.rows[0]?.[0]?.length, 2_001);
    assert.ok(wide.truncatedAt !== null && wide.truncatedAt === wide.rows.length);
    assert.ok(sizeOf(wide) < most);
    const columns = Array.from({ length: 1_000 }, (_, n) => `repeat('x', 5000) AS c${n}`);
    const [one] = await sql(`SELECT ${columns.join()}`);
    assert.equal(one?.rows.length, 1);
    assert.ok(sizeOf(one) < most);

    await redis("SETRANGE large 10000000 x");
    const [value] = await redis("GET large");
    assert.ok(sizeOf(value) < 20_000);
    const [error] = await redis("EVAL \"return redis.error_reply(string.rep('x', 5000000))\" 0\nDEL large");
    assert.ok(error?.error && sizeOf(error) < 20_000);
    await redis("DEL large");
    const [many] = await redis('EVAL "local t = {} for i = 1, 500000 do t[i] = i end return t" 0');
    assert.deepEqual([many?.rows.length, many?.truncatedAt], [200, 200]);
  });
});

describe("a cell ends, whatever it sets", () => {
  const sleeping = async (times: number) => {
    const text = "SELECT 1 FROM pg_stat_activity WHERE query LIKE '%a sleep%' AND pid <> pg_backend_pid()";
    return (await sql(text))[0]?.rows.length === times;
  };

  beforeEach(() => until("nothing sleeps", () => sleeping(0)));

  test("a statement that has switched off the server's limit", async () => {
    const endless = 'SET statement_timeout = 0; SELECT pg_sleep(100000) AS "a sleep"';
    await assert.rejects(sql(endless, { timeoutMs: 300 }), { code: "sql-too-slow" });
    await until("PostgreSQL has ended it", () => sleeping(0));
  });

  test("a statement that does not end at a cancel, within a second", async () => {
    const stubborn = `SET statement_timeout = 0; DO $$ BEGIN LOOP BEGIN
      PERFORM pg_sleep(100000) AS "a sleep"; EXCEPTION WHEN query_canceled THEN NULL; END; END LOOP; END $$`;
    const ms = await endAfterCancel(
      (signal) => sql(stubborn, { signal }),
      () => sleeping(1),
    );
    assert.ok(ms < 1_000 + busy, `${ms} ms`);
    await until("PostgreSQL has ended it", () => sleeping(0));
  });

  test("any cell while Redis pauses its clients, within a second", async () => {
    const codes = [
      "reset:",
      "inspect:",
      "process: { strategy: buffered }",
      "step: { strategy: buffered }",
      "load: { strategy: buffered, requests: 10, connections: 2 }",
      "matrix: { strategies: [batched] }",
    ];
    await redis("CLIENT PAUSE 4000 ALL");
    const cancel = new AbortController();
    const works = [
      redis("GET x", { signal: cancel.signal }),
      ...codes.map((code) => run(code, cancel.signal)),
    ];
    const over = works.map((work, index) =>
      work.then(
        () => assert.fail(`${codes[index - 1]} has ended by itself`),
        (error: unknown) => {
          assert.ok(isAbort(error), String(error));
          return performance.now();
        },
      ),
    );
    await Promise.race([...over, sleep(500)]);
    const from = performance.now();
    cancel.abort();
    const late = (await Promise.all(over)).map((end) => end - from).filter((ms) => ms > 1_000 + busy);
    assert.deepEqual(late, []);
    await until("Redis answers", async () => (await redis("PING")).length === 1);
  });

  test("a cell while Redis pauses its clients, at the lab's own limit", async () => {
    await assert.rejects(redis("CLIENT PAUSE 3000 ALL\nGET x", { timeoutMs: 300 }), {
      code: "redis-command-too-slow",
    });
    await until("Redis answers", async () => (await redis("PING")).length === 1);
  });
});
