import assert from "node:assert/strict";
import { test } from "node:test";
import { HitIds } from "../../../extension/load/hit-ids.ts";
import { outcomeNames } from "../../../extension/load/outcome.ts";
import { assertAccount, assertSawExactly } from "../../load/account.ts";
import { loadOverRestart, loadUntilKilled } from "../../load/killed.ts";
import { hitIds, httpServer, load, rawAnswer, rawServer } from "../../load/server.ts";

test("every hit is answered 2xx", async () => {
  await using server = await httpServer((_, response) => response.end("1"));
  const report = await load({ url: server.url, requests: 1003, connections: 50 });
  assertAccount(report);
  assertSawExactly(server, report);
  assert.equal(report.ok, 1003);
  assert.deepEqual(report.failures, {});
  assert.equal(report.endedEarly, undefined);
});

test("every hit is a POST without a body to the whole path", async () => {
  const seen = new Set<string>();
  await using server = await httpServer((request, response) => {
    const { method, url, headers } = request;
    seen.add(`${method} ${url} ${headers.host} ${headers["content-length"]}`);
    response.end();
  });
  await load({ url: `${server.url}?a=1&b=2`, requests: 20 });
  assert.deepEqual([...seen], [`POST /test/hit?a=1&b=2 ${new URL(server.url).host} 0`]);
});

test("one connection, one request", async () => {
  await using server = await httpServer((_, response) => response.end());
  const report = await load({ url: server.url, requests: 1, connections: 1 });
  assertAccount(report);
  assertSawExactly(server, report);
});

test("refusals are failed by their code; only those that say so are unknown", async () => {
  const refusals = [
    { status: 200, body: "{}" },
    { status: 503, body: '{"code":"53300","message":"too many","outcome":"failed"}' },
    { status: 503, body: '{"code":"57P01","message":"gone","outcome":"unknown"}' },
    { status: 500, body: "<html>" },
    { status: 302, body: "" },
    { status: 502, body: "{ not JSON" },
    { status: 204, body: "" },
    { status: 409, body: '{"code":23505}' },
  ];
  await using server = await httpServer((request, response) => {
    const n = Number(String(request.headers["x-hit-id"]).split("-")[1]);
    const { status = 0, body } = refusals[n % refusals.length] ?? {};
    response.writeHead(status).end(body);
  });
  const report = await load({ url: server.url, requests: 800 });
  assertAccount(report);
  assertSawExactly(server, report);
  const { ok, failed, unknown, failures } = report;
  assert.deepEqual({ ok, failed, unknown }, { ok: 200, failed: 500, unknown: 100 });
  assert.deepEqual(failures, {
    "53300": 100,
    "57P01": 100,
    "http-500": 100,
    "http-302": 100,
    "http-502": 100,
    "http-409": 100,
  });
  const expected = ["ok", "failed", "unknown", "failed", "failed", "failed", "ok", "failed"];
  outcomeNames(report.outcomeOf).forEach((outcome, n) => {
    assert.equal(outcome, expected[n % expected.length], `hit ${n}`);
  });
});

test("a connection closed in good order, without an answer, is unknown", async () => {
  await using server = await rawServer((socket, nth) => {
    if (nth % 7 === 0) socket.end();
    else socket.write(rawAnswer("200 OK", "1"));
  });
  const report = await load({ url: server.url, requests: 700 });
  assertAccount(report);
  assertSawExactly(server, report);
  assert.deepEqual(report.failures, { "no-answer": 100 });
  assert.equal(report.unknown, 100);
});

test("a reset connection is unknown", async () => {
  await using server = await rawServer((socket, nth) => {
    if (nth % 7 === 0) socket.resetAndDestroy();
    else socket.write(rawAnswer("200 OK", "1"));
  });
  const report = await load({ url: server.url, requests: 700 });
  assertAccount(report);
  assertSawExactly(server, report);
  assert.deepEqual(report.failures, { ECONNRESET: 100 });
  assert.equal(report.unknown, 100);
});

test("half an answer is unknown, and spoils none that comes later", async () => {
  const half = rawAnswer("200 OK", "x".repeat(100)).slice(0, -50);
  await using server = await rawServer((socket, nth) => {
    if (nth % 5 === 0) socket.end(half);
    else if (nth % 5 === 1) socket.end("HTTP/1.1 20");
    else if (nth % 5 === 2) socket.write(rawAnswer("503 Busy", '{"code":"53300"}'));
    else socket.write(rawAnswer("200 OK", "1"));
  });
  const report = await load({ url: server.url, requests: 500 });
  assertAccount(report);
  assertSawExactly(server, report);
  assert.deepEqual([report.ok, report.failures], [200, { "no-answer": 200, "53300": 100 }]);
});

test("an answer that is no HTTP is unknown, and spoils none that comes later", async () => {
  await using server = await rawServer((socket, nth) => {
    socket.write(nth % 5 === 0 ? "HELLO\r\n\r\n" : rawAnswer("200 OK", "1"));
  });
  const report = await load({ url: server.url, requests: 500 });
  assertAccount(report);
  assertSawExactly(server, report);
  assert.deepEqual([report.ok, report.unknown, report.failures], [400, 100, { HPE_INVALID_CONSTANT: 100 }]);
});

test("a hit that is never answered is unknown after its timeout", async () => {
  await using server = await rawServer((socket, nth) => {
    if (nth % 25 !== 0) socket.write(rawAnswer("200 OK", "1"));
  });
  const report = await load({ url: server.url, requests: 100, timeoutSeconds: 1 });
  assertAccount(report);
  assertSawExactly(server, report);
  assert.deepEqual([report.ok, report.unknown, report.failures], [96, 4, { timeout: 4 }]);
  assert.ok(report.latencyMs.max < 1000, "an unanswered hit has no latency");
});

test("a server that announces that it closes the connection costs no hit", async () => {
  await using server = await rawServer((socket) => {
    socket.end(rawAnswer("200 OK", "1", "connection: close\r\n"));
  });
  const report = await load({ url: server.url, requests: 300 });
  assertAccount(report);
  assertSawExactly(server, report);
  assert.equal(report.ok, 300);
});

test("a server that closes without announcing it may cost the hit that follows, and no other", async () => {
  await using server = await rawServer((socket) => {
    socket.end(rawAnswer("200 OK", "1"));
  });
  const report = await load({ url: server.url, requests: 300 });
  assertAccount(report);
  assert.equal(report.failed, 0);
  assert.equal(new Set(server.ids).size, server.ids.length);
  outcomeNames(report.outcomeOf).forEach((outcome, n) => {
    if (outcome === "ok") assert.ok(server.ids.includes(hitIds.of(n)), `hit ${n} was never seen`);
  });
});

test("answers of 204 without a length are complete, connection kept", async () => {
  let connections = 0;
  await using server = await rawServer((socket) => {
    if (socket.bytesWritten === 0) connections += 1;
    socket.write("HTTP/1.1 204 No Content\r\n\r\n");
  });
  const report = await load({ url: server.url, requests: 200 });
  assertAccount(report);
  assertSawExactly(server, report);
  assert.equal(report.ok, 200);
  assert.equal(connections, 10);
});

test("answers in pieces and in chunks are read whole", async () => {
  await using server = await httpServer((_, response, nth) => {
    response.writeHead(nth % 2 ? 503 : 200);
    response.write('{"code":"53300",');
    setImmediate(() => response.end('"outcome":"failed"}'));
  });
  const report = await load({ url: server.url, requests: 200 });
  assertAccount(report);
  assertSawExactly(server, report);
  assert.deepEqual([report.ok, report.failures], [100, { "53300": 100 }]);
});

test("early hints are no answer: the one that follows them counts", async () => {
  await using server = await httpServer((_, response, nth) => {
    response.writeEarlyHints({ link: "</a>; rel=preload" });
    if (nth % 2 === 0) response.end("{}");
    else setTimeout(() => response.writeHead(503).end('{"code":"53300"}'), 5);
  });
  const report = await load({ url: server.url, requests: 200 });
  assertAccount(report);
  assertSawExactly(server, report);
  assert.deepEqual([report.ok, report.failures], [100, { "53300": 100 }]);
});

test("nothing but early hints is no answer", async () => {
  await using server = await rawServer((socket, nth) => {
    socket.write("HTTP/1.1 103 Early Hints\r\n\r\n");
    if (nth % 2 === 0) socket.end();
  });
  const report = await load({ url: server.url, requests: 20, timeoutSeconds: 1 });
  assertAccount(report);
  assertSawExactly(server, report);
  assert.deepEqual(report.failures, { "no-answer": 10, timeout: 10 });
});

test("a body that only the end of the connection ends is complete, unless a reset cuts it", async () => {
  await using server = await rawServer((socket, nth) => {
    socket.write(`HTTP/1.1 ${nth % 2 ? "200 OK" : "503 Busy"}\r\n\r\n{"code":`, () => {
      if (nth % 5 === 0) setTimeout(() => socket.resetAndDestroy(), 20);
      else socket.end('"53300"}');
    });
  });
  const report = await load({ url: server.url, requests: 100 });
  assertAccount(report);
  assertSawExactly(server, report);
  assert.deepEqual([report.ok, report.failures], [40, { "53300": 40, ECONNRESET: 20 }]);
});

test("more than an answer spoils none that comes later", async () => {
  await using server = await rawServer((socket, nth) => {
    const refusal = rawAnswer("503 Busy", '{"code":"53300"}');
    if (nth % 2) socket.write(rawAnswer("200 OK", "1") + (nth % 4 === 1 ? refusal : "garbage"));
    else socket.write(rawAnswer("200 OK", "1"));
  });
  const report = await load({ url: server.url, requests: 200 });
  assertAccount(report);
  assertSawExactly(server, report);
  assert.deepEqual([report.ok, report.failures], [200, {}]);
});

test("a server of HTTP/1.0 gets a connection for each hit", async () => {
  const connections = new Set<unknown>();
  await using server = await rawServer((socket) => {
    connections.add(socket);
    socket.write("HTTP/1.0 200 OK\r\ncontent-length: 0\r\n\r\n");
  });
  const report = await load({ url: server.url, requests: 50 });
  assertAccount(report);
  assertSawExactly(server, report);
  assert.equal(report.ok, 50);
  assert.equal(connections.size, 50);
});

test("by time: nothing that was sent is dropped, the last answers are waited for", async () => {
  await using server = await httpServer((_, response) => setTimeout(() => response.end(), 100));
  const report = await load({ url: server.url, durationSeconds: 0.6 });
  assertAccount(report);
  assertSawExactly(server, report);
  assert.equal(report.unknown, 0);
  assert.ok(report.durationMs >= 600 && report.durationMs < 1600, `${report.durationMs} ms`);
});

test("by time, on a server that breaks some connections", async () => {
  await using server = await rawServer((socket, nth) => {
    if (nth % 50 === 0) socket.resetAndDestroy();
    else if (nth % 50 === 1) socket.end();
    else socket.write(rawAnswer("200 OK", "1"));
  });
  const report = await load({ url: server.url, durationSeconds: 0.6 });
  assertAccount(report);
  assertSawExactly(server, report);
  assert.deepEqual(report.failures, {
    ECONNRESET: Math.floor(report.attempted / 50),
    "no-answer": Math.floor((report.attempted + 49) / 50),
  });
});

test("a server killed in the middle ends the run soon; what never left is failed, not unknown", async () => {
  const { report, elapsedMs } = await loadUntilKilled({ requests: 100_000 });
  assert.ok(elapsedMs < 30_000, "it does not go on to the last hit");
  assert.equal(report.failures.ECONNREFUSED, report.failed);
  assert.ok(report.failed > 0 && report.failed < 1000, `${report.failed} failed`);
  assert.ok(report.ok <= 499);
});

test("a server that comes back soon gets the rest of the hits", async () => {
  const { report, idsAfter } = await loadOverRestart({ requests: 2000 });
  assert.equal(report.attempted, 2000);
  assert.ok(idsAfter.length > 1000);
});

test("a load sends the ids that its secret names", async () => {
  await using server = await httpServer((_, response) => response.end());
  const hitIdSecret = "another";
  await load({ url: server.url, requests: 5000, hitIdSecret });
  const ids = new HitIds({ hitIdPrefix: "t", hitIdSecret });
  assert.deepEqual(server.ids.toSorted(), Array.from({ length: 5000 }, (_, n) => ids.of(n)).sort());
});
