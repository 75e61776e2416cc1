import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { Stepper } from "../../extension/actions/crash/stepper.ts";
import type { Stack } from "../../extension/stack/stack.ts";
import { openLab } from "../support/lab.ts";
import { until } from "../support/servers.ts";

// Three workers at once, killed again and again while hits arrive: at a failpoint, or at any moment.
// Whatever they were at, every acknowledged hit must be stored in the end, and none of them twice.

const crashes = 20;
const hitEveryMs = 5;

describe("three workers that keep dying", () => {
  const { session, run } = openLab();
  before(() => run("start:"));
  after(() => session.stop());

  for (const strategy of ["batched", "stream", "queue-in-pg"]) {
    test(`${strategy}: ${crashes} crashes, acknowledged = stored, no hit twice`, async (t) => {
      await run("reset:");
      const { stack, inspection } = session.require();
      const over = new AbortController();
      const feeding = feed(stack.endpoints.app, strategy, over.signal);
      const killed = { "at a failpoint": 0, "at any moment": 0 };
      const count = () => killed["at a failpoint"] + killed["at any moment"];
      const worker = async () => {
        while (count() < crashes) killed[await lifeOfAWorker(stack, strategy)] += 1;
      };
      await Promise.all([worker(), worker(), worker()]);
      over.abort();
      const acknowledged = await feeding;

      const last = await Stepper.start(stack, strategy);
      await until("the buffer is empty", async () => {
        await last.run();
        return (await inspection.counted(strategy)).pending === 0;
      });
      await last.kill();
      const { stored, pending } = await inspection.counted(strategy);
      t.diagnostic(`${JSON.stringify(killed)}, ${acknowledged.length} acknowledged, ${stored} stored`);
      assert.ok(acknowledged.length > crashes);
      assert.deepEqual([stored, pending], [acknowledged.length, 0]);
      assert.ok(killed["at a failpoint"] > 0 && killed["at any moment"] > 0);
      if (strategy === "batched") return;
      const present = await inspection.presentIds("soak-");
      assert.deepEqual(
        [...present.values()].filter((times) => times !== 1),
        [],
      );
      assert.deepEqual(new Set(present.keys()), new Set(acknowledged));
    });
  }
});

/** From its start to its SIGKILL. */
async function lifeOfAWorker(stack: Stack, strategy: string): Promise<"at a failpoint" | "at any moment"> {
  const worker = await Stepper.start(stack, strategy);
  const atAnyMoment = Math.random() < 0.5;
  if (atAnyMoment) {
    // It works without a stop, batch after batch, until it is hit. What it still says then is of no use.
    const working = (async () => {
      for (;;) await worker.run();
    })().catch(() => undefined);
    await sleep(150 + Math.random() * 350);
    assert.equal(await worker.kill(), "SIGKILL");
    await working;
    return "at any moment";
  }
  // It passes up to six places; the end of a batch is none.
  for (let passed = 0, wanted = 1 + Math.floor(Math.random() * 6); passed < wanted; ) {
    if ("at" in (await worker.next())) passed += 1;
  }
  assert.equal(await worker.kill(), "SIGKILL");
  return "at a failpoint";
}

/** Sends hits until told to stop. @returns the ids of all, each of them acknowledged */
async function feed(app: string, strategy: string, over: AbortSignal): Promise<string[]> {
  const acknowledged: string[] = [];
  for (let number = 0; !over.aborted; number += 1) {
    const id = `soak-${number}`;
    const answer = await fetch(`${app}/${strategy}/hit`, { method: "POST", headers: { "x-hit-id": id } });
    assert.equal(answer.status, 200, await answer.text());
    acknowledged.push(id);
    await sleep(hitEveryMs);
  }
  return acknowledged;
}
