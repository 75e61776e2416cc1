import assert from "node:assert/strict";
import { test } from "node:test";
import { result, type WorkerFigures } from "./result.ts";
import { withBatch } from "./workers.ts";

const none: WorkerFigures = { batches: 0, processed: 0, failed: 0, lastError: null, ended: null };

test("batches are counted with what they moved; what is no line of a batch is not", () => {
  const lines = [
    '{"working":"batched","everySeconds":1}',
    "a strategy may print anything",
    '{"processed":3,"durationMs":1.5,"pending":0}',
    '{"processed":4,"durationMs":1.5,"pending":0}',
  ];
  assert.deepEqual(lines.reduce(withBatch, none), { ...none, batches: 2, processed: 7 });
});

test("a very long exception is cut", () => {
  const error = { code: "bug", message: "x".repeat(100_000), thrown: "y".repeat(100_000) };
  const { lastError } = withBatch(none, JSON.stringify({ processed: 0, durationMs: 1, error }));
  assert.ok((lastError?.message.length ?? 0) < 5_000 && (lastError?.thrown?.length ?? 0) < 5_000);
  assert.match(lastError?.thrown ?? "", /^yyy.*…$/);
});

test("a strategy that returns no number of hits is a failed batch that says so, in a result that can be verified", () => {
  for (const [processed, said] of [
    ["", "nothing"],
    ['"processed":null,', "null"],
    ['"processed":-3,', "-3"],
    ['"processed":0.5,', "0.5"],
    ['"processed":{"moved":2},', '{"moved":2}'],
  ]) {
    const figures = withBatch(none, `{${processed}"durationMs":1}`);
    assert.deepEqual([figures.batches, figures.failed, figures.processed], [1, 1, 0], processed);
    assert.equal(figures.lastError?.message, `process returned ${said} instead of the number of hits`);
    const counts = { moved: 0, stored: 0, pending: 0, samples: [] };
    const whole = { action: "worker", strategy: "mine", everySeconds: 1, workers: [figures], ...counts };
    assert.ok(result.safeParse(whole).success);
  }
});
