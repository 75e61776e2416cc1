import assert from "node:assert/strict";
import { test } from "node:test";
import type { LoadProgress } from "../../../extension/load/load.ts";
import { httpServer, loadByAutocannon, rawAnswer, rawServer } from "../../load/server.ts";

test("autocannon sends the same closed loop, and its numbers are its own", async () => {
  await using server = await httpServer((_, response, nth) => {
    response.writeHead(nth % 4 === 0 ? 503 : 200).end("1");
  });
  const updates: LoadProgress[] = [];
  const report = await loadByAutocannon(
    { url: server.url, requests: 1000 },
    { progress: (update) => updates.push(update) },
  );
  const { ok, non2xx, errors, timeouts, unaccounted, sent, durationMs, requestsPerSecond } = report;
  assert.deepEqual([ok, non2xx, errors, timeouts, unaccounted], [750, 250, 0, 0, 0]);
  assert.equal(sent, 1000);
  assert.equal(server.ids.length, 1000);
  assert.ok(durationMs < server.spanMs + 1000, `${durationMs} ms here, ${server.spanMs} ms at the server`);
  assert.equal(Math.round(requestsPerSecond), Math.round(750_000 / durationMs));
  for (const { attempted, ok, failed, unknown } of updates) assert.equal(attempted, ok + failed + unknown);
});

test("by time, it drops what is in flight at the end, and the report says so", async () => {
  await using server = await httpServer((_, response) => setTimeout(() => response.end(), 150));
  const { sent, ok, unaccounted } = await loadByAutocannon({ url: server.url, durationSeconds: 1 });
  assert.equal(sent, ok + unaccounted);
  assert.ok(unaccounted > 0 && unaccounted <= 10, `${unaccounted}`);
});

test("what it does not count is unaccounted: connections that close without an answer", async () => {
  await using server = await rawServer((socket, nth) => {
    if (nth % 10 === 0) socket.end();
    else socket.write(rawAnswer("200 OK", "1"));
  });
  const report = await loadByAutocannon({ url: server.url, requests: 200 });
  assert.equal(report.errors + report.timeouts, 0);
  assert.ok(report.unaccounted > 0, JSON.stringify(report));
  assert.equal(report.sent, report.ok + report.unaccounted);
});
