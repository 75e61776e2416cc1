// The app in Python on a real Docker engine; where none answers, engine.test.ts says so.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type Inspection, openInspection } from "../../extension/inspection/inspection.ts";
import { dockerEngineAnswers } from "../../extension/stack/engines/compose/docker.ts";
import type { Stack } from "../../extension/stack/stack.ts";
import { judgedLoad } from "../support/judged-load.ts";
import { providePythonImage } from "../support/python-image.ts";
import { until } from "../support/servers.ts";
import { startEmbedded } from "../support/stack.ts";

const skip = !(await dockerEngineAnswers(new AbortController().signal));

describe("the app in Python on docker compose", { skip }, () => {
  let stack: Stack;
  let inspection: Inspection;
  before(async () => {
    console.log(`the app in Python: ${await providePythonImage()}`);
    stack = await startEmbedded({
      engine: "compose",
      composition: { app: "fastapi", with: [], pool: 5, processes: 2 },
    });
    inspection = await openInspection(stack);
  });
  after(() => stack?.stop());

  test("is what runs, in as many processes as asked for, and loses hits or keeps them as its strategies do", async () => {
    assert.match(stack.versions.runtime, /^Python 3\.\d+\.\d+$/);
    const settings = await fetch(`${stack.endpoints.app}/settings`);
    assert.deepEqual(await settings.json(), { pool: 5, processes: 2 });
    const few = { requests: 300, connections: 20 };
    const naive = await judgedLoad(stack.endpoints.app, inspection, "naive", few);
    assert.deepEqual(naive.failures, {});
    assert.equal((await naive.judge()).verdict, "lost");
    const atomic = await judgedLoad(stack.endpoints.app, inspection, "atomic", few);
    assert.equal((await atomic.judge()).verdict, "exact");
  });

  test("comes back on its port after a kill, and has workers in Python beside it", async () => {
    await stack.kill("app", "SIGKILL");
    await stack.recover("app");
    const batched = await judgedLoad(stack.endpoints.app, inspection, "batched", {
      requests: 200,
      connections: 10,
    });
    const lines: string[] = [];
    const worker = await stack.run({ file: "worker.py", args: ["batched", "0.2"] }, (line) =>
      lines.push(line),
    );
    // Its container starts a Python of its own, which beside other suites has taken more than a minute.
    const isMoved = async () => (await inspection.counted("batched")).pending === 0;
    await until("the worker has moved them", isMoved, 300);
    await worker.end();
    assert.equal(await worker.ended, "exit code 0");
    assert.match(lines[0] ?? "", /"working": ?"batched"/);
    const { verdict, stored, pending } = await batched.judge();
    assert.deepEqual({ verdict, stored, pending }, { verdict: "exact", stored: 200, pending: 0 });
  });
});
