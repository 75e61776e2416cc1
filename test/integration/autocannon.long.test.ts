import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openLab } from "../support/lab.ts";

const { session, run } = openLab();
before(() => run("start:"));
after(() => session.stop());

/** The same load by both generators, against the real app. */
async function both(load: string) {
  const [ours, theirs] = [await run(`load: { ${load} }`), await run(`load: { ${load}, by: autocannon }`)];
  assert.ok(ours.action === "load" && theirs.action === "load");
  assert.deepEqual([ours.by, theirs.by], [undefined, "autocannon"]);
  return { ours, theirs };
}

test("autocannon, which shares no code with the lab's own generator, finds the same of a real app", async () => {
  for (const strategy of ["atomic", "append", "batched"]) {
    const { ours, theirs } = await both(`strategy: ${strategy}, requests: 1000, connections: 20`);
    for (const { ok, stored, pending, verdict } of [ours, theirs])
      assert.deepEqual([ok, stored + pending, verdict], [1000, 1000, "exact"], strategy);
    assert.equal(theirs.byName, false);
    // Of speeds only what a busy machine cannot turn round: a unit or a clock that is wrong would.
    const ratio = theirs.requestsPerSecond / ours.requestsPerSecond;
    assert.ok(
      ratio > 0.1 && ratio < 10,
      `${strategy}: ${theirs.requestsPerSecond}, ${ours.requestsPerSecond}`,
    );
  }
});

test("both see lost hits, and autocannon calls no answer refused of which it sees the status alone", async () => {
  const lost = await both("strategy: pooled, requests: 500, connections: 20");
  assert.deepEqual([lost.ours.verdict, lost.theirs.verdict], ["lost", "lost"]);
  const { ours, theirs } = await both("strategy: naive, requests: 300, connections: 50");
  assert.ok(ours.failed > 0 && theirs.failures["status-only"]);
  assert.deepEqual([theirs.failed, theirs.attempted], [0, 300]);
});
