import assert from "node:assert/strict";
import { test } from "node:test";
import { renewed } from "../../lab-stack/app/kafka-client.ts";
import { refusalOf } from "../../lab-stack/app/refusal.ts";

// This stands here and not beside its source because students get a copy of that folder.

const refused = () =>
  wrapped(Object.assign(new Error("connect"), { code: "ECONNREFUSED", syscall: "connect" }));
const closed = () => Object.assign(new Error("Connection closed"), { code: "PLT_KFK_NETWORK" });
const late = () => Object.assign(new Error("Request timed out"), { code: "PLT_KFK_TIMEOUT" });
const fewReplicas = () =>
  Object.assign(new Error("fewer in-sync replicas"), {
    code: "PLT_KFK_PROTOCOL",
    apiId: "NOT_ENOUGH_REPLICAS",
  });

/** What the client throws, as the tests with a broker have seen it, and what the app says of it. */
const failures: readonly (readonly [unknown, string, "failed" | "unknown"])[] = [
  [attempts(refused(), refused(), refused()), "ECONNREFUSED", "failed"],
  [attempts(closed(), refused(), refused()), "kafka-connection-lost", "unknown"],
  [attempts(refused(), late()), "kafka-timeout", "unknown"],
  [attempts(fewReplicas(), refused()), "NOT_ENOUGH_REPLICAS", "failed"],
  [attempts(closed(), fewReplicas()), "kafka-connection-lost", "unknown"],
  [new TypeError("no such thing"), "bug", "unknown"],
];

for (const [failure, code, outcome] of failures) {
  test(`${code} has ${outcome === "failed" ? "failed" : "an unknown outcome"}`, async () => {
    const { use } = renewed(async () => client());
    const error = await use(() => Promise.reject(failure)).catch((thrown: unknown) => thrown);
    const { code: told, outcome: judged } = refusalOf(error);
    assert.deepEqual([told, judged], [code, outcome]);
  });
}

test("a client serves until it fails; then it is closed, and the next one is made", async () => {
  const made: ReturnType<typeof client>[] = [];
  const { use, close } = renewed(async () => {
    const one = client();
    made.push(one);
    return one;
  });
  await use(async () => {});
  await use(async () => {});
  assert.equal(made.length, 1);
  await assert.rejects(use(() => Promise.reject(closed())));
  await use(async () => {});
  assert.deepEqual(
    made.map(({ closed }) => closed),
    [true, false],
  );
  await close();
  assert.deepEqual(
    made.map(({ closed }) => closed),
    [true, true],
  );
});

function client() {
  return {
    closed: false,
    async close() {
      this.closed = true;
    },
  };
}

function attempts(...errors: Error[]): Error {
  return Object.assign(new AggregateError(errors, "failed"), { code: "PLT_KFK_MULTIPLE" });
}

function wrapped(cause: Error): Error {
  return Object.assign(new Error("Connection failed", { cause }), { code: "PLT_KFK_NETWORK" });
}
