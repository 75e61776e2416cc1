import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { LoadReport } from "../../../extension/load/load.ts";
import { assertAccount } from "../../load/account.ts";
import { hitIds, httpServer, load } from "../../load/server.ts";

const policy = { times: 3, sameId: true, backoffMs: 0, jitter: false };

/** Answers 200 to an id that it has refused so often before. */
function refusing(times: number) {
  const seen = new Map<string, number>();
  return httpServer((request, response) => {
    const id = String(request.headers["x-hit-id"]);
    const before = seen.get(id) ?? 0;
    seen.set(id, before + 1);
    response.writeHead(before < times ? 503 : 200).end();
  });
}

function firstOf({ firstOf }: LoadReport): Uint32Array {
  assert.ok(firstOf);
  return firstOf;
}

// Each by number and in both models: 300 hits to send, each refused twice.
const models = { "a closed loop": {}, "an open loop": { rate: 1000 } };

for (const [name, model] of Object.entries(models)) {
  describe(name, () => {
    test("sends what was refused again, under the same id, until it is acknowledged", async () => {
      await using server = await refusing(2);
      const report = await load({ url: server.url, requests: 300, retry: policy, ...model });
      assertAccount(report);
      assert.deepEqual([report.ok, report.failed], [300, 600]);
      assert.deepEqual(
        [...server.ids].sort(),
        Array.from(firstOf(report), (first) => hitIds.of(first)).sort(),
      );
      assert.equal(new Set(server.ids).size, 300);
    });

    test("gives up when it has tried often enough", async () => {
      await using server = await refusing(10);
      const report = await load({ url: server.url, requests: 30, retry: policy, ...model });
      assertAccount(report);
      assert.deepEqual([report.ok, report.failed], [0, 120]);
      assert.equal(new Set(firstOf(report)).size, 30);
    });

    test("tries under a new id each time where it is told so", async () => {
      await using server = await httpServer((_, response, nth) =>
        response.writeHead(nth % 2 === 0 ? 200 : 503).end(),
      );
      const retry = { ...policy, times: 10, sameId: false, backoffMs: 1, jitter: true };
      const report = await load({ url: server.url, requests: 100, retry, ...model });
      assertAccount(report);
      assert.equal(new Set(server.ids).size, report.attempted);
      assert.equal(new Set(firstOf(report)).size, 100);
      assert.ok(report.failed > 0);
    });

    test("tries again over a connection that was closed without an answer", async () => {
      await using server = await httpServer((request, response, nth) => {
        if (nth <= 20) request.socket.destroy();
        else response.end();
      });
      // One client may meet all of the closed connections.
      const retry = { ...policy, times: 20 };
      const report = await load({ url: server.url, requests: 50, retry, ...model });
      assertAccount(report);
      assert.deepEqual([report.ok, report.unknown], [50, 20]);
    });
  });
}

test("a closed loop by time has no client that begins anew while it waits to try again", async () => {
  await using server = await refusing(100);
  const retry = { ...policy, times: 1, backoffMs: 60_000 };
  const report = await load({ url: server.url, durationSeconds: 1, connections: 7, retry });
  assertAccount(report);
  assert.deepEqual([report.attempted, report.failed], [7, 7]);
});
