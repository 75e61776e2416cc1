import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { checkExplain } from "../../extension/actions/explain/check.ts";
import type { ExplainResult } from "../../extension/actions/explain/result.ts";
import { openLab } from "../support/lab.ts";
import { query } from "../support/servers.ts";

const { session, run } = openLab();

/** A traced load, and what becomes of its hits by the records of the servers. */
async function explained(load: string): Promise<ExplainResult> {
  const traced = await run(`load: { ${load}, trace: true }`);
  assert.ok(traced.action === "load" && traced.traced);
  const result = await run("explain:");
  assert.ok(result.action === "explain" && result.run === traced.run);
  assert.deepEqual(checkExplain(result), []);
  assert.equal(result.explained, traced.lost);
  return result;
}

describe("what becomes of the hits of a traced run", () => {
  before(() => run("start:"));
  after(() => session.stop());

  test("each write was correct for the value that its hit had read, and others are undone by it", async () => {
    const result = await explained("strategy: pooled, requests: 600, connections: 30");
    assert.ok(result.overwrites > 0 && result.causes.overwritten === result.lost);
    assert.ok(result.lostHits.length > 0);
    assert.deepEqual(result.recorded, { writes: 600, commands: 0, hits: 600 });
    for (const { undid, found, hits } of result.collisions) {
      const undoer = hits.at(-1);
      assert.ok(undid > 0 && undoer?.read !== found && undoer?.wrote === (undoer?.read ?? 0) + 1);
      assert.ok(undoer?.readMs && undoer.readMs[0] <= (undoer.atMs ?? 0));
    }
    // However many there are, one of each size is among those that are kept.
    const kept = new Set(result.collisions.map(({ undid }) => undid));
    assert.deepEqual(
      [...kept].reverse(),
      result.sizes.map(({ undid }) => undid).filter((undid) => undid > 0),
    );
    // The accident becomes an experiment, and loses one of its two hits again.
    assert.ok(result.replay);
    const { strategy, order } = result.replay;
    const played = await run(`interleave: { strategy: ${strategy}, order: ${order} }`);
    assert.ok(played.action === "interleave");
    assert.deepEqual([played.shown.ok, played.shown.stored], [2, 1]);
  });

  test("refused hits are told from lost ones", async () => {
    const result = await explained("strategy: naive, requests: 150, connections: 30");
    assert.equal(result.causes.overwritten + result.causes.unrecorded, result.lost);
    assert.ok(result.acknowledged < 150);
  });

  test("what comes between GET and DEL is deleted without having been read, and has names", async () => {
    const result = await explained("strategy: buffered, requests: 4000, connections: 50, processEvery: 5");
    assert.equal(result.causes.thrownAway, result.lost);
    assert.ok(result.removals.every(({ removed, read, thrownAway }) => thrownAway === removed - read));
  });

  test("where nothing is lost, nothing is made up", async () => {
    for (const load of [
      "strategy: atomic, requests: 300, connections: 20",
      "strategy: coalesced, requests: 1000, connections: 20",
      // Answered before anything is written: at the end of the run they are all in the app.
      "strategy: memory, requests: 200, connections: 20",
      "strategy: slotted, requests: 300, connections: 20",
      "strategy: getdel, requests: 1000, connections: 20, processEvery: 5",
    ]) {
      const { lost, overwrites, causes } = await explained(load);
      assert.deepEqual([lost, overwrites, causes.thrownAway, causes.unrecorded], [0, 0, 0, 0], load);
    }
  });

  test("the collision is played at once where that is asked for, and loses its hit on purpose", async () => {
    await explained("strategy: pooled, requests: 500, connections: 20");
    const result = await run("explain: { replay: true }");
    assert.ok(result.action === "explain" && result.played);
    assert.equal(result.played.order, result.replay?.order);
    assert.deepEqual([result.played.shown.ok, result.played.shown.stored], [2, 1]);
  });

  test("what died with a server was acknowledged and committed by none", async () => {
    const fault = "fault: { kill: app, after: 0.2, recover: 0 }";
    const result = await explained(`strategy: memory, requests: 5000, connections: 20, timeout: 2, ${fault}`);
    assert.equal(result.causes.unrecorded, result.lost);
  });

  test("a Redis that dies in the middle was not heard to the end, and the cell says so and makes nothing up", async () => {
    const fault = "fault: { kill: redis, after: 0.2, recover: 0.2 }";
    const traced = await run(
      `load: { strategy: buffered, requests: 20000, connections: 20, timeout: 2, ${fault}, trace: true }`,
    );
    assert.ok(traced.action === "load" && traced.traced);
    const result = await run("explain:");
    assert.ok(result.action === "explain" && result.unheard && result.recorded.commands === null);
  });

  test("a strategy that stores ids is judged by name already, and an error says so", async () => {
    await assert.rejects(run("load: { strategy: append, requests: 10, connections: 1, trace: true }"), {
      code: "trace-by-name",
    });
  });

  test("what a run could not take back, because PostgreSQL was down at its end, the next run does", async () => {
    const { inspection, stack } = session.require();
    await using witnesses = await inspection.beginWitnesses();
    await stack.kill("postgres", "SIGKILL");
    await witnesses[Symbol.asyncDispose]();
    await stack.recover("postgres");
    const left = async () =>
      (await query(stack.endpoints.postgres, "SELECT to_regclass('surge_lab.witness') AS found")).rows;
    assert.deepEqual(await left(), [{ found: "witness" }]);
    await run("load: { strategy: atomic, requests: 10, connections: 1 }");
    assert.deepEqual(await left(), [{ found: null }]);
  });

  test("nothing of a trace stays in the servers, and the next run without one costs nothing of it", async () => {
    await explained("strategy: pooled, requests: 50, connections: 5");
    const { postgres } = session.require().stack.endpoints;
    const { rows } = await query(postgres, "SELECT to_regclass('surge_lab.witness') AS found");
    assert.deepEqual(rows, [{ found: null }]);
    await run("load: { strategy: pooled, requests: 50, connections: 5 }");
    const result = await run("explain:");
    assert.ok(result.action === "explain" && result.price.untraced?.run === session.runs.length);
  });

  test("a run without a trace cannot be explained, and the error says what to do", async () => {
    await assert.rejects(run(`explain: { run: ${session.runs.length} }`), { code: "no-traced-run" });
  });
});
