import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { check as solution } from "../../../exercises/exercise-9/solution.ts";
import type { Event, History } from "./event.ts";
import { judgeHistory } from "./judge.ts";

const sent = (id: string): Event => ({ what: "sent", client: id.slice(0, 1), id });
const acknowledged = (id: string): Event => ({ what: "acknowledged", id });
const refused = (id: string): Event => ({ what: "refused", id });
const unanswered = (id: string): Event => ({ what: "unanswered", id });
const ids = (stored: string[], pending: string[] = []): Event => ({ what: "read-ids", stored, pending });
const counter = (stored: number, pending = 0): Event => ({ what: "read-counter", stored, pending });
const kept = (...hits: string[]) => hits.flatMap((id) => [sent(id), acknowledged(id)]);

const nothing = { lost: 0, duplicated: 0, unexpected: 0, outOfOrder: 0 };

const right: Readonly<Record<string, History>> = {
  "nothing was sent": [ids([])],
  "acknowledged and stored": [...kept("a1", "b1"), ids(["b1", "a1"])],
  "acknowledged and in the buffer": [...kept("a1", "a2"), ids(["a1"], ["a2"])],
  "seen in both places while it moves": [...kept("a1"), ids(["a1"], ["a1"])],
  "without an answer and stored": [sent("a1"), unanswered("a1"), ids(["a1"])],
  "without an answer and not stored": [sent("a1"), unanswered("a1"), counter(0)],
  "read while it is on its way": [sent("a1"), ids(["a1"]), acknowledged("a1"), ids(["a1"])],
  "sent again and stored once": [sent("a1"), unanswered("a1"), ...kept("a1"), ids(["a1"])],
  "refused after a first sending that nobody answered": [
    sent("a1"),
    unanswered("a1"),
    sent("a1"),
    refused("a1"),
    ids(["a1"]),
  ],
  "stored late, after a hit that was sent when its client had given it up": [
    sent("a1"),
    unanswered("a1"),
    ...kept("a2"),
    ids(["a2", "a1"]),
  ],
  "a loss and a repeat that a counter cannot tell": [...kept("a1", "a2"), counter(2)],
};

const wrong: Readonly<Record<string, readonly [History, Partial<typeof nothing>]>> = {
  "acknowledged and gone": [[...kept("a1"), ids([])], { lost: 1 }],
  "a counter below what was acknowledged": [[...kept("a1", "a2"), counter(1)], { lost: 1 }],
  "a counter above what can be there": [
    [...kept("a1"), sent("a2"), unanswered("a2"), counter(2, 1)],
    { duplicated: 1 },
  ],
  "gone at a reading in the middle": [[...kept("a1"), ids([]), ids(["a1"])], { lost: 1 }],
  "wrong in one way, and in another at a later reading": [
    [...kept("a1", "b1"), ids([]), ids(["a1", "b1", "x1"])],
    { lost: 2, unexpected: 1 },
  ],
  "refused and stored": [[sent("a1"), refused("a1"), ids(["a1"])], { unexpected: 1 }],
  "refused and counted": [[sent("a1"), refused("a1"), counter(1)], { duplicated: 1 }],
  "stored, and sent by nobody": [[ids([], ["x1"])], { unexpected: 1 }],
  "stored twice": [[...kept("a1"), ids(["a1", "a1"])], { duplicated: 1 }],
  "one lost and one stored twice: the count is right": [
    [...kept("a1", "b1"), ids(["b1", "b1"])],
    { lost: 1, duplicated: 1 },
  ],
  "two hits of a client, the second stored first": [
    [...kept("a1", "a2"), ids(["a2", "a1"])],
    { outOfOrder: 1 },
  ],
};

describe("the judge of histories", () => {
  for (const [name, history] of Object.entries(right)) {
    test(`accepts: ${name}`, () => {
      assert.equal(judgeHistory(history), undefined);
      assert.equal(solution(history), undefined);
    });
  }
  for (const [name, [history, faults]] of Object.entries(wrong)) {
    test(`sees: ${name}`, () => {
      assert.deepEqual(judgeHistory(history), { ...nothing, ...faults });
      assert.equal(typeof solution(history), "string");
    });
  }

  test("the reference solution, which shares no code with it, says the same of any history", () => {
    const id = fc.constantFrom("a1", "a2", "b1", "b2");
    const event = fc.oneof(
      fc.record({ what: fc.constantFrom("sent", "acknowledged", "refused", "unanswered"), id }),
      fc.record({
        what: fc.constant("read-ids"),
        stored: fc.array(id, { maxLength: 4 }),
        pending: fc.uniqueArray(id, { maxLength: 2 }),
      }),
      fc.record({ what: fc.constant("read-counter"), stored: fc.nat(4), pending: fc.nat(2) }),
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 20 }), (events) => {
        const history = possible(events);
        assert.equal(solution(history) !== undefined, judgeHistory(history) !== undefined);
      }),
      { numRuns: 3_000 },
    );
  });
});

/** Without the answers to what is not waited for. */
function possible(events: readonly { what: string; [key: string]: unknown }[]): History {
  const waited = new Map<string, boolean>();
  return events.flatMap((event) => {
    const id = String(event.id);
    if (event.what === "sent") {
      if (waited.get(id)) return [];
      waited.set(id, true);
      return [sent(id)];
    }
    // As the arbitrary above has them.
    if (event.what.startsWith("read-")) return [event as unknown as Event];
    if (!waited.get(id)) return [];
    waited.set(id, false);
    return [
      event.what === "acknowledged"
        ? acknowledged(id)
        : event.what === "refused"
          ? refused(id)
          : unanswered(id),
    ];
  });
}
