import assert from "node:assert/strict";
import { test } from "node:test";
import { claimedOf, roomFor } from "./claimed.ts";

const counters = (pending: Record<string, number>) =>
  Object.entries(pending).map(([strategy, hits]) => ({ strategy, stored: 0, pending: hits }));

test("what has no room in Redis or PostgreSQL is in the buffer only by the app's word", () => {
  const room = new Map([
    ["pending_hits", 5],
    ["surge:batched:pending", 10],
    ["surge:{stream}:hits", 20],
    ["surge_lab.queue queue-in-pg", 3],
  ]);
  const said = { buffered: 5, batched: 10, stream: 18, "queue-in-pg": 3, memory: 30, rabbitmq: 0 };
  // The stream's two entries that are done already could be hits of `memory`.
  assert.deepEqual([...claimedOf(counters(said), room)], [["memory", 28]]);
  assert.deepEqual(
    [...claimedOf(counters({ batched: 11 }), new Map([["surge:batched:pending", 10]]))],
    [["batched", 1]],
  );
  assert.deepEqual([...claimedOf(counters({ mine: 7 }), new Map())], [["mine", 7]]);
});

test("a place counts once, and first for the strategy that it is named after", () => {
  const room = new Map([["surge:batched:pending", 10]]);
  assert.deepEqual([...claimedOf(counters({ mine: 10, batched: 10 }), room)], [["mine", 10]]);
  assert.deepEqual([...claimedOf(counters({ mine: 10, batched: 0 }), room)], []);
});

test("a strategy has no room in a place that is named after another one", () => {
  const room = new Map([
    ["pending_hits", 5],
    ["surge:batched:pending", 10],
    ["surge:mine:pending", 1],
  ]);
  assert.deepEqual(
    [...roomFor("mine", ["mine", "batched"], room).keys()],
    ["pending_hits", "surge:mine:pending"],
  );
});
