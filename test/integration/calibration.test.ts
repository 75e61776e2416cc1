import assert from "node:assert/strict";
import { test } from "node:test";
import { openLab } from "../support/lab.ts";

test("a first start whose report is wanted measures its machine, once, and leaves no trace on the servers", async (t) => {
  const { session, run } = openLab(undefined, { calibrates: true });
  t.after(() => session.stop());
  const begun = performance.now();
  const first = await run("start:");
  const took = performance.now() - begun;
  assert.ok(first.action === "start");
  const { calibration } = first.environment;
  assert.ok(calibration);
  for (const [name, perSecond] of Object.entries(calibration)) assert.ok(perSecond > 0, name);
  assert.ok(first.startedInMs + calibration.ms <= took, "the stack was ready before that began");
  assert.ok(calibration.empty !== undefined, "the lab's own app has an answer that asks no server");

  const { inspection } = session.require();
  const { counters } = await inspection.allCounted();
  assert.ok(counters.every(({ stored, pending }) => stored === 0 && pending === 0));
  const { redis } = await inspection.held("memory", (key) => key.includes("speed"));
  assert.deepEqual(redis, []);

  const again = await run("start: { pool: 5 }");
  assert.ok(again.action === "start");
  assert.deepEqual(again.environment.calibration, calibration);
});

test("a start whose report nobody wants is not made slower", async (t) => {
  const { session, run } = openLab();
  t.after(() => session.stop());
  const started = await run("start:");
  assert.ok(started.action === "start");
  assert.equal(started.environment.calibration, undefined);
});
