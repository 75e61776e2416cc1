import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { isAbort } from "../../common/lab-error.ts";
import { stackError, stackGone } from "../../stack/errors.ts";
import { patiently } from "./patiently.ts";

const { signal } = new AbortController();
const soon = { withoutPorts: 5, otherwise: 0.1, between: 0.01 };
const outOfPorts = () => stackGone(Object.assign(new Error("connect"), { code: "EADDRNOTAVAIL" }));

function failing(times: number, error: () => Error) {
  let looks = 0;
  const look = async () => {
    looks += 1;
    if (looks <= times) throw error();
    return looks;
  };
  return look;
}

test("a look without a free port is tried again until there is one", async () => {
  assert.equal(await patiently(failing(30, outOfPorts), signal, soon), 31);
  const nested = () => new TypeError("fetch failed", { cause: new AggregateError([outOfPorts()]) });
  assert.equal(await patiently(failing(30, nested), signal, soon), 31);
});

test("servers that do not answer are asked again, but not for long, and those that are down not at all", async () => {
  assert.equal(
    await patiently(
      failing(2, () => stackGone()),
      signal,
      soon,
    ),
    3,
  );
  const always = (error: () => Error) => patiently(failing(Number.POSITIVE_INFINITY, error), signal, soon);
  await assert.rejects(
    always(() => stackGone()),
    { code: "stack-gone" },
  );
  const down = failing(1, () => stackError("service-down", { service: "redis" }));
  await assert.rejects(patiently(down, signal, soon), { code: "service-down" });
  await assert.rejects(
    patiently(
      failing(1, () => new TypeError("a bug")),
      signal,
      soon,
    ),
    /a bug/,
  );
});

test("a look that has waited long is not begun again: waits do not add up beyond the patience", async () => {
  let looks = 0;
  const slow = async () => {
    looks += 1;
    await sleep(60);
    throw stackGone();
  };
  await assert.rejects(patiently(slow, signal, soon), { code: "stack-gone" });
  assert.equal(looks, 1);
});

test("a cancel ends the wait, also in the middle of a look", async () => {
  const cancel = new AbortController();
  setTimeout(() => cancel.abort(), 20);
  await assert.rejects(
    patiently(() => new Promise(() => {}), cancel.signal, soon),
    isAbort,
  );
});
