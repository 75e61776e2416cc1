import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { check as start } from "../../../exercises/exercise-9/start.ts";
import { Random } from "../random.ts";
import type { History } from "./event.ts";
import { type Flaw, flaws } from "./flaws.ts";
import { judgeHistory } from "./judge.ts";
import { simulate } from "./simulate.ts";

function drawn(times: number, flaw?: Flaw): History[] {
  const random = new Random(11, flaw ?? "none");
  return Array.from({ length: times }, (_, draw) => simulate(random, 1 + (draw % 6), flaw));
}

const kinds = (histories: readonly History[]) => new Set(histories.flat().map(({ what }) => what));

describe("simulated histories", () => {
  test("of an implementation without a flaw keep the contract, whatever happens to it", () => {
    const histories = drawn(2_000);
    for (const history of histories) assert.equal(judgeHistory(history), undefined, JSON.stringify(history));
    assert.deepEqual(
      [...kinds(histories)].sort(),
      [
        "acknowledged",
        "crashed",
        "process-begun",
        "process-ended",
        "read-counter",
        "read-ids",
        "refused",
        "sent",
        "unanswered",
      ],
      "and much happens to it",
    );
    const accused = histories.filter((history) => start(history) !== undefined);
    assert.ok(accused.length > 100, "the starting point accuses some of them");
  });

  for (const flaw of flaws) {
    test(`show the flaw ${flaw} often enough, and in few events`, () => {
      const wrong = drawn(600, flaw).filter((history) => judgeHistory(history));
      assert.ok(wrong.length >= 10, `${wrong.length} of 600`);
      const shortest = Math.min(...wrong.map(({ length }) => length));
      assert.ok(shortest <= 10, `${shortest} events`);
    });
  }

  test("are the same for the same seed, and others for another", () => {
    const history = (seed: number) => simulate(new Random(seed, "same"), 6);
    assert.deepEqual(history(1), history(1));
    assert.notDeepEqual(history(1), history(2));
  });
});
