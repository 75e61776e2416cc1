import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { checkSweep, checkSweepAsked } from "../../extension/actions/sweep/check.ts";
import { sweepParameters } from "../../extension/actions/sweep/parameters.ts";
import type { SweepResult } from "../../extension/actions/sweep/result.ts";
import { openLab } from "../support/lab.ts";
import { query } from "../support/servers.ts";

describe("a sweep", () => {
  const { session, run } = openLab();
  before(() => run("start: { maxConnections: 30, durability: none }"));
  after(() => session.stop());

  /** Runs it, and holds it to itself and to what was asked. */
  const swept = async (
    asked: object,
    ...rest: [AbortSignal?, Parameters<typeof run>[2]?]
  ): Promise<SweepResult> => {
    const result = await run(`sweep: ${JSON.stringify(asked)}`, ...rest);
    assert.ok(result.action === "sweep");
    assert.deepEqual(checkSweep(result), []);
    assert.deepEqual(checkSweepAsked(result, sweepParameters.parse(asked)), []);
    return result;
  };
  const maxConnections = async () => {
    const { stack } = session.require();
    return (await query(stack.endpoints.postgres, "SHOW max_connections")).rows[0]?.max_connections;
  };

  test("of the load: every point in each round, each load with an exact ledger of its own, and no run of the lab is touched", async () => {
    await run("load: { strategy: buffered, requests: 100 }");
    const { stack } = session;
    const texts = new Set<string>();
    const progress = ({ text }: { text: { en: string } }) => texts.add(text.en);
    const asked = { strategies: ["buffered"], connections: [8, 1], seconds: 1, rounds: 1 };
    const result = await swept(asked, undefined, { progress });
    assert.deepEqual(
      result.points.map(({ strategy, value, rounds, lost }) => [strategy, value, rounds, lost]),
      [
        ["buffered", 1, 1, 0],
        ["buffered", 8, 1, 0],
      ],
    );
    assert.ok(result.points.every(({ requestsPerSecond, p99Ms }) => requestsPerSecond > 0 && p99Ms > 0));
    assert.ok(
      result.loads.every(
        ({ verdict, stored, pending, ok }) => verdict === "exact" && stored + pending === ok,
      ),
    );
    assert.equal(result.knee.buffered?.shape, "unjudged", "one round is too few");
    assert.match([...texts][0] ?? "", /^Round 1 of 1: buffered, 1 connection\. 2 loads take about \d+/);
    assert.equal(session.stack, stack);
    assert.deepEqual(
      session.runs.map((one) => one.result.run),
      [1],
    );
    assert.equal(session.lastRunOf("buffered"), undefined, "its counter has been zeroed");
    const { inspection } = session.require();
    const { counters } = await inspection.allCounted();
    assert.ok(counters.every(({ stored, pending }) => stored + pending === 0));
  });

  test("of the start: the stack has each value in turn, and at the end it is as it was", async () => {
    const found = session.require().stack.composition;
    const seen: unknown[] = [];
    const unsubscribe = session.onDidChange(() => {
      if (session.stack) seen.push(session.stack.composition.pool);
    });
    const result = await swept({
      strategies: ["pooled"],
      pool: [1, 40],
      connections: 40,
      seconds: 1,
      rounds: 1,
    });
    unsubscribe();
    assert.deepEqual([...new Set(seen)], [undefined, 1, 40]);
    const [small, large] = result.points;
    assert.equal(small?.refused, 0);
    assert.ok(large && large.refused > 0, "27 of 40 connections are accepted");
    assert.ok(result.lost > 0);
    const { stack } = session.require();
    assert.deepEqual(stack.composition, found);
    assert.equal(stack.durability, "none");
    assert.equal(await maxConnections(), "30");
  });

  test("that is cancelled keeps what it has measured, and the next cell finds the stack as it was before", async () => {
    const found = session.require().stack.composition;
    const cancel = new AbortController();
    const progress = ({ text }: { text: { en: string } }) => {
      if (text.en.includes("Load 2 of 6")) cancel.abort();
    };
    const asked = { strategies: ["atomic"], processes: [1, 2], seconds: 1 };
    const result = await swept(asked, cancel.signal, { progress });
    assert.equal(result.cancelled, true);
    assert.deepEqual(
      result.points.map(({ value, rounds }) => [value, rounds]),
      [[1, 1]],
    );
    const load = await run("load: { strategy: atomic, requests: 100 }");
    assert.ok(load.action === "load" && load.verdict === "exact");
    assert.deepEqual(session.require().stack.composition, found);
    assert.equal(await maxConnections(), "30");
  });

  test("that fails puts the stack back, too, and an unknown strategy is said before anything is sent", async () => {
    const { stack } = session.require();
    await assert.rejects(run("sweep: { strategies: [atomic, atomik], connections: [1, 2] }"), {
      code: "unknown-strategy",
    });
    assert.equal(session.stack, stack);
    const found = stack.composition;
    const progress = ({ text }: { text: { en: string } }) => {
      // The servers of the first point die before the second one.
      if (text.en.includes("Load 2 of")) void session.stack?.kill("app", "SIGKILL");
    };
    const failing = run("sweep: { strategies: [atomic, append], pool: [5, 6], seconds: 1 }", undefined, {
      progress,
    });
    await assert.rejects(failing, { code: "service-down" });
    assert.deepEqual(session.require().stack.composition, found);
    const load = await run("load: { strategy: atomic, requests: 100 }");
    assert.ok(load.action === "load" && load.verdict === "exact");
  });
});
