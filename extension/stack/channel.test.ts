import assert from "node:assert/strict";
import { EventEmitter } from "node:events";
import { test } from "node:test";
import { defineErrors, LabError } from "../common/lab-error.ts";
import { openChannel } from "./channel.ts";

/** Two ends of an IPC channel, which carries JSON as `fork` does. */
function ends() {
  const one = Object.assign(new EventEmitter(), { connected: true });
  const other = Object.assign(new EventEmitter(), { connected: true });
  const sends = (receiver: EventEmitter) => (message: object, sent: () => void) => {
    const text = JSON.stringify(message);
    setImmediate(() => receiver.emit("message", JSON.parse(text)));
    sent();
    return true;
  };
  return [Object.assign(one, { send: sends(other) }), Object.assign(other, { send: sends(one) })] as const;
}

const testError = defineErrors({
  en: { "disk-full": ({ path }: { path: string }) => ({ what: `${path} is full.`, remedy: "Free it." }) },
  ru: { "disk-full": ({ path }: { path: string }) => ({ what: `${path} заполнен.`, remedy: "Очистите." }) },
});

/** What arrives of an error that is thrown at the other end. */
async function thrownAcross(error: unknown): Promise<unknown> {
  const [client, server] = ends();
  const fail = () => {
    throw error;
  };
  openChannel(server, { fail });
  return openChannel<{ fail(): void }, object>(client, {})
    .fail()
    .then(
      () => assert.fail("it did not throw"),
      (arrived: unknown) => arrived,
    );
}

test("a LabError arrives as a LabError, in every language and with its causes", async () => {
  const cause = new TypeError("below", { cause: testError("disk-full", { path: "/b" }) });
  const arrived = await thrownAcross(testError("disk-full", { path: "/a" }, { cause }));
  assert.ok(arrived instanceof LabError);
  assert.equal(arrived.code, "disk-full");
  assert.deepEqual(arrived.what, { en: "/a is full.", ru: "/a заполнен." });
  assert.deepEqual(arrived.remedy, { en: "Free it.", ru: "Очистите." });
  assert.equal(arrived.message, "/a is full. Free it.");
  assert.ok(arrived.cause instanceof Error && !(arrived.cause instanceof LabError));
  assert.deepEqual([arrived.cause.name, arrived.cause.message], ["TypeError", "below"]);
  assert.ok(arrived.cause.cause instanceof LabError);
  assert.equal(arrived.cause.cause.what.ru, "/b заполнен.");
});

test("other errors keep name and message", async () => {
  const arrived = await thrownAcross(new DOMException("enough", "AbortError"));
  assert.ok(arrived instanceof Error);
  assert.deepEqual([arrived.name, arrived.message], ["AbortError", "enough"]);
});

test("arguments may be dates and errors", async () => {
  const [client, server] = ends();
  const got: unknown[] = [];
  openChannel(server, { take: (...args: unknown[]) => void got.push(...args) });
  const since = new Date(1_700_000_000_123);
  await openChannel<{ take(...args: unknown[]): void }, object>(client, {}).take(
    since,
    { a: [1] },
    undefined,
    new Error("x"),
  );
  assert.deepEqual(got.slice(0, 3), [since, { a: [1] }, undefined]);
  assert.ok(got[3] instanceof Error && got[3].message === "x");
});
