import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import type { LoadReport, LoadRequest } from "../../extension/load/load.ts";
import { outcomeNames } from "../../extension/load/outcome.ts";
import { assertAccount } from "./account.ts";
import { hitIds, load, rawAnswer, rawServer, type TestServer } from "./server.ts";

const answering = (port?: number) => rawServer((socket) => socket.write(rawAnswer("200 OK", "1")), port);

/** Answers every hit before that one, and is killed by it. */
async function killedAt(nth: number, whenKilled = () => {}): Promise<TestServer> {
  const server = await rawServer((socket, count) => {
    if (count < nth) {
      socket.write(rawAnswer("200 OK", "1"));
    } else {
      server.kill();
      whenKilled();
    }
  });
  return server;
}

/** A load whose server is killed by the 500th hit: what was acknowledged had reached it, what failed had never left. */
export async function loadUntilKilled(
  request: Partial<LoadRequest>,
): Promise<{ report: LoadReport; elapsedMs: number }> {
  await using server = await killedAt(500);
  const startedAt = performance.now();
  const report = await load({ url: server.url, ...request });
  const elapsedMs = performance.now() - startedAt;
  assertAccount(report);
  assert.equal(report.endedEarly, true);
  assert.ok(report.unknown >= 1 && report.unknown <= 10, `${report.unknown} unknown`);
  const sent = new Set(server.ids);
  assert.equal(sent.size, server.ids.length, "an id came twice");
  outcomeNames(report.outcomeOf).forEach((outcome, n) => {
    if (outcome === "ok") assert.ok(sent.has(hitIds.of(n)));
    if (outcome === "failed") assert.ok(!sent.has(hitIds.of(n)), `hit ${n} had left`);
  });
  return { report, elapsedMs };
}

/** A load whose server is killed by the 50th hit and is back soon, on the same port: no hit is sent twice. */
export async function loadOverRestart(
  request: Partial<LoadRequest>,
): Promise<{ report: LoadReport; idsAfter: readonly string[] }> {
  const killed = Promise.withResolvers<void>();
  await using first = await killedAt(50, killed.resolve);
  const running = load({ url: first.url, ...request });
  await killed.promise;
  await delay(300);
  await using second = await answering(Number(new URL(first.url).port));
  const report = await running;
  assertAccount(report);
  assert.equal(report.endedEarly, undefined);
  assert.ok(report.failed > 0 && report.failures.ECONNREFUSED === report.failed);
  const ids = [...first.ids, ...second.ids];
  assert.equal(new Set(ids).size, ids.length);
  return { report, idsAfter: second.ids };
}
