import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openLab } from "../support/lab.ts";

const { session, run } = openLab();

/** Hits that time out while the server stands still are carried out when it goes on: their clients cannot know. */
async function loadOverFreeze(strategy: string, service: string, sameId: boolean) {
  await run("reset:");
  const freeze = `pause: { service: ${service}, after: 0.5, ms: 2500 }`;
  const load = await run(
    `load: { strategy: ${strategy}, duration: 4, connections: 10, timeout: 1, ${freeze}, retry: { times: 5, sameId: ${sameId}, backoff: 50 } }`,
  );
  assert.ok(load.action === "load");
  const { intents } = load;
  assert.ok(intents, "a load with retries says what became of its intents");
  const { stored0, stored1, storedMore } = intents;
  assert.ok(stored0 !== undefined && stored1 !== undefined && storedMore !== undefined);
  assert.ok(load.unknown >= 10, `${load.unknown} hits timed out`);
  assert.ok(load.attempted > intents.attempted, "clients have tried again");
  assert.equal(load.lost, 0);
  return { load, intents: { ...intents, stored0, stored1, storedMore } };
}

describe("clients that try again", () => {
  before(() => run("start:"));
  after(() => session.stop());

  test("without an id of their own: each attempt is stored, and the account of the attempts does not show it", async () => {
    const { load, intents } = await loadOverFreeze("append", "postgres", false);
    assert.equal(load.verdict, "exact");
    assert.ok(intents.storedMore > 0);
    assert.ok(load.stored >= intents.stored1 + 2 * intents.storedMore);
  });

  test("under one id: a strategy that only writes the id down stores it twice", async () => {
    const { load, intents } = await loadOverFreeze("append", "postgres", true);
    assert.equal(load.verdict, "duplicated");
    assert.equal(load.duplicated, intents.storedMore);
    assert.ok(intents.storedMore > 0);
  });

  test("under one id: a strategy that knows the ids that it has stored stores it once", async () => {
    const { intents } = await loadOverFreeze("stream", "redis", true);
    const processed = await run("process: { strategy: stream }");
    assert.ok(processed.action === "process" && processed.ledger);
    assert.equal(processed.ledger.verdict, "exact");
    assert.equal(processed.ledger.intents?.storedMore, 0);
    assert.equal(processed.ledger.stored, intents.ok + processed.ledger.recovered);
  });
});
