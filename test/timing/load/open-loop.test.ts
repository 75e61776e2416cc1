import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { isAbort } from "../../../extension/common/lab-error.ts";
import type { LoadReport, OpenLoop } from "../../../extension/load/load.ts";
import { runOpenLoop } from "../../../extension/load/open-loop.ts";
import { outcomeNames } from "../../../extension/load/outcome.ts";
import { Tally } from "../../../extension/load/tally.ts";
import { assertAccount, assertSawExactly } from "../../load/account.ts";
import { loadOverRestart, loadUntilKilled } from "../../load/killed.ts";
import {
  hitIds,
  httpServer,
  load,
  naming,
  rawAnswer,
  rawServer,
  type TestServer,
} from "../../load/server.ts";

const atOnce = () => httpServer((_, response) => response.end("1"));

/** From the first hit that it sees on, answers nothing between `from` and `to` milliseconds, then all at once. */
function freezing(from: number, to: number): Promise<TestServer> {
  let first = 0;
  return rawServer((socket, nth) => {
    if (nth === 1) first = performance.now();
    const since = performance.now() - first;
    const answer = () => socket.write(rawAnswer("200 OK", "1"));
    if (since >= from && since < to) setTimeout(answer, to - since);
    else answer();
  });
}

function openLoopOf({ openLoop }: LoadReport): OpenLoop {
  assert.ok(openLoop);
  return openLoop;
}

function slowerThan(ms: number, { latencyBuckets }: LoadReport): number {
  return latencyBuckets.reduce((sum, { upToMs, count }) => sum + (upToMs > ms ? count : 0), 0);
}

test("as many hits leave as the rate and the time say, each once, and at their rate", async () => {
  await using server = await atOnce();
  const report = await load({ url: server.url, rate: 500, durationSeconds: 2, connections: 50 });
  assertAccount(report);
  assertSawExactly(server, report);
  assert.equal(report.ok, 1000);
  // The last hit is due 2 ms before the end; either end of the span may be late on a busy machine.
  assert.ok(server.spanMs > 1500 && server.spanMs < 3000, `${server.spanMs} ms from the first to the last`);
  const { rate, sentPerSecond } = openLoopOf(report);
  assert.equal(rate, 500);
  assert.ok(sentPerSecond > 350 && sentPerSecond <= 500.001, `${sentPerSecond}/s`);
});

test("a number of hits leaves at the rate, and no more connections open than there are hits", async () => {
  await using server = await atOnce();
  const report = await load({ url: server.url, rate: 20, requests: 10, connections: 50 });
  assertAccount(report);
  assertSawExactly(server, report);
  assert.ok(server.spanMs > 300 && server.spanMs < 900, `${server.spanMs} ms`);
});

test("the rate is held where hits are due more often than a timer ticks", async () => {
  await using server = await atOnce();
  const report = await load({ url: server.url, rate: 2000, durationSeconds: 1, connections: 100 });
  assertAccount(report);
  assertSawExactly(server, report);
  assert.equal(report.attempted, 2000);
  // A hit for each tick would be less than 1,000/s.
  const { sentPerSecond } = openLoopOf(report);
  assert.ok(sentPerSecond > 1000, `${sentPerSecond}/s`);
});

test("the last hit leaves, also when it becomes due while the one before it is sent", async () => {
  await using server = await atOnce();
  const run = { url: server.url, requests: 20, connections: 20, timeoutSeconds: 5, ...naming };
  // At this rate a hit becomes due while others are sent in nearly every run.
  for (let round = 0; round < 100; round += 1) {
    const tally = new Tally();
    await runOpenLoop(run, 20_000, tally);
    assert.equal(tally.sent, 20);
  }
});

// A freeze from 500 to 1,000 ms of 3 s. At 400 hits/s 200 hits are due in it, evenly: the one due t ms after its
// begin waits 500 − t. So 100 of them wait longer than 250 ms, 8 % of 1,200 hits, and the slowest of 100 hits
// (p99) is among the 12 that waited longest: about 470 ms. A closed loop of 10 connections has 10 hits in flight
// when the freeze begins, and sends no other: 10 slow ones among the many thousands of the other 2.5 s.
test("a freeze: the open loop sees all that it delays, the closed loop's p99 nothing", async () => {
  await using forOpen = await freezing(500, 1000);
  const open = await load({ url: forOpen.url, rate: 400, durationSeconds: 3, connections: 10 });
  await using forClosed = await freezing(500, 1000);
  const closed = await load({ url: forClosed.url, durationSeconds: 3, connections: 10 });
  for (const [server, report] of [[forOpen, open] as const, [forClosed, closed] as const]) {
    assertAccount(report);
    assertSawExactly(server, report);
    assert.equal(report.ok, report.attempted);
  }
  const slow = slowerThan(250, open);
  assert.ok(slow >= 95, `open loop: ${slow} hits took longer than 250 ms`);
  assert.ok(open.latencyMs.p99 > 420, `open loop: p99 ${open.latencyMs.p99} ms`);
  const hidden = slowerThan(250, closed);
  assert.ok(hidden >= 10 && hidden < slow / 2, `closed loop: ${hidden} of ${slow}`);
  assert.ok(closed.latencyMs.p99 < open.latencyMs.p99 / 2, `closed loop: p99 ${closed.latencyMs.p99} ms`);
  assert.ok(closed.latencyMs.max > 450);

  // Of the 200 hits due in the freeze 10 were in flight and 190 waited; their service time does not say so.
  const { waited, serviceMs } = openLoopOf(open);
  assert.ok(waited >= 180, `${waited} waited`);
  assert.ok(serviceMs.p99 < open.latencyMs.p99 && serviceMs.max > 450, JSON.stringify(serviceMs));
});

test("a server that is too slow for the rate: all wait in line, and none is sent that nobody would wait for", async () => {
  // 2 connections, 100 ms each: 20 answers/s, and 100 hits/s are asked for. A hit is given up after 1 s.
  await using server = await httpServer((_, response) => setTimeout(() => response.end(), 100));
  const report = await load({
    url: server.url,
    rate: 100,
    durationSeconds: 3,
    connections: 2,
    timeoutSeconds: 1,
  });
  assertAccount(report);
  assert.equal(report.attempted, 300);
  assert.equal(report.failed, report.failures["not-sent"]);
  assert.equal(report.ok, server.ids.length);
  // 4 s of 20 answers/s.
  assert.ok(report.ok >= 60 && report.ok <= 84, `${report.ok} answered`);
  assert.ok(report.latencyMs.max >= 1000 && report.latencyMs.max < 1500, `max ${report.latencyMs.max} ms`);
  const { waited, sentPerSecond, serviceMs } = openLoopOf(report);
  assert.ok(waited > 290, `${waited} waited`);
  assert.ok(sentPerSecond > 14 && sentPerSecond < 22, `${sentPerSecond}/s sent`);
  assert.ok(serviceMs.p50 < 200);
  const seen = new Set(server.ids);
  outcomeNames(report.outcomeOf).forEach((outcome, n) => {
    assert.equal(outcome === "ok", seen.has(hitIds.of(n)), `hit ${n}`);
  });
});

test("what breaks, breaks one hit: reset, closed without a word, refused", async () => {
  await using server = await rawServer((socket, nth) => {
    if (nth % 50 === 0) socket.resetAndDestroy();
    else if (nth % 50 === 1) socket.end();
    else if (nth % 50 === 2) socket.write(rawAnswer("503 Busy", '{"code":"53300"}'));
    else if (nth % 50 === 3) socket.end(rawAnswer("200 OK", "1", "connection: close\r\n"));
    else socket.write(rawAnswer("200 OK", "1"));
  });
  const report = await load({ url: server.url, rate: 500, requests: 1000 });
  assertAccount(report);
  assertSawExactly(server, report);
  assert.deepEqual(report.failures, { ECONNRESET: 20, "no-answer": 20, "53300": 20 });
  assert.deepEqual([report.ok, report.failed, report.unknown], [940, 20, 40]);
});

test("no answer in time is unknown, and the next hits go on", async () => {
  await using server = await rawServer((socket, nth) => {
    if (nth % 10 > 0) socket.write(rawAnswer("200 OK", "1"));
  });
  const report = await load({ url: server.url, rate: 100, requests: 50, timeoutSeconds: 1 });
  assertAccount(report);
  assertSawExactly(server, report);
  assert.deepEqual([report.ok, report.unknown, report.failures], [45, 5, { timeout: 5 }]);
});

test("connections that the server or the timeout ends between hits cost no hit", async () => {
  await using server = await httpServer((_, response) => response.end());
  const report = await load({ url: server.url, rate: 3, requests: 8, connections: 2, timeoutSeconds: 1 });
  assertAccount(report);
  assertSawExactly(server, report);
  assert.equal(report.ok, 8);
});

test("a server killed in the middle ends the run soon, and every hit that was due has its outcome", async () => {
  const { report, elapsedMs } = await loadUntilKilled({ rate: 1000, durationSeconds: 60 });
  assert.ok(elapsedMs < 30_000, "long before its time is over");
  assert.equal(report.failed, sum(report.failures.ECONNREFUSED, report.failures["not-sent"]));
  // Half a second of answers, then three of none.
  assert.ok(report.attempted > 3000 && report.attempted <= elapsedMs, `${report.attempted} were due`);
});

test("a server that comes back gets the hits that are due, those that waited first", async () => {
  const { report } = await loadOverRestart({ rate: 500, durationSeconds: 2 });
  assert.equal(report.attempted, 1000);
  assert.ok(openLoopOf(report).waited > 50);
});

test("a cancel ends the run within a second, also while all of it waits in line", async () => {
  await using server = await rawServer(() => {});
  const cancel = new AbortController();
  let cancelledAt = 0;
  const running = load(
    { url: server.url, rate: 20_000, durationSeconds: 60, timeoutSeconds: 60 },
    {
      signal: cancel.signal,
      progress: ({ elapsedMs }) => {
        if (elapsedMs < 500 || cancelledAt > 0) return;
        cancelledAt = performance.now();
        cancel.abort();
      },
    },
  );
  await assert.rejects(running, isAbort);
  assert.ok(performance.now() - cancelledAt < 1000);
  await delay(100);
  assert.equal(server.ids.length, 10, "hits arrived after the cancel");
});

function sum(...numbers: readonly (number | undefined)[]): number {
  return numbers.reduce<number>((total, number) => total + (number ?? 0), 0);
}
