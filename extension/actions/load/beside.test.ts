import assert from "node:assert/strict";
import { test } from "node:test";
import { stackGone } from "../../stack/errors.ts";
import { orTrouble } from "./beside.ts";
import { LoadClock } from "./clock.ts";
import { processDuring } from "./processing.ts";

test("what fails beside a load is told, and fails nothing else", async () => {
  assert.deepEqual(await orTrouble(Promise.resolve(5)), { done: 5 });
  assert.deepEqual(await orTrouble(undefined), {});
  const { done, trouble } = await orTrouble(Promise.reject(stackGone()));
  assert.equal(done, undefined);
  assert.match(trouble?.en ?? "", /do not answer/);
  assert.match(trouble?.ru ?? "", /не отвечают/);
});

test("processing beside a load goes on after a failure until the load is over, and then says what failed", async () => {
  const over = new AbortController();
  setTimeout(() => over.abort(), 100);
  const during = { clock: new LoadClock(), signal: new AbortController().signal, over: over.signal };
  // Nothing listens at this port.
  const processing = { app: "http://127.0.0.1:9", strategy: "batched", everyMs: 5 };
  const { done, trouble } = await processDuring(processing, during);
  assert.equal(done, 0);
  assert.match(trouble?.en ?? "", /ECONNREFUSED/);
  assert.ok(over.signal.aborted);
});
