import assert from "node:assert/strict";
import { test } from "node:test";
import * as samples from "../../../test/samples/index.ts";
import { result, type WorkerResult } from "./result.ts";
import { workerView } from "./view.ts";

test("an exception of the strategy is the headline, with its file and line", () => {
  const [first] = samples.worker.workers;
  assert.ok(first);
  const thrown = "TypeError: x is not a function (strategies/mine.ts:7)";
  const lastError = { code: "bug", message: "x is not a function", thrown };
  const failing: WorkerResult = {
    ...samples.worker,
    workers: [{ ...first, batches: 4, failed: 3, lastError }],
  };
  assert.deepEqual(result.parse(failing), failing);
  const [head, next] = workerView(failing, "en").main;
  assert.deepEqual(head, {
    kind: "verdict",
    sign: "!",
    text: `${thrown}: thrown by a worker; 3 of 4 batches failed.`,
  });
  assert.ok(next?.kind === "line" && next.text.startsWith("1 worker moves the buffer"));
  const [plain] = workerView(samples.worker, "en").main;
  assert.ok(plain?.kind === "verdict" && plain.sign === "•");
});

test("what waits in the buffer only by the app's word is called that", () => {
  const said = (claimed: number) =>
    workerView({ ...samples.worker, pending: claimed, ...(claimed > 0 && { claimed }) }, "en").main.some(
      (block) => block.kind === "line" && /only by the app's word/.test(block.text),
    );
  assert.deepEqual([said(7), said(0)], [true, false]);
});
