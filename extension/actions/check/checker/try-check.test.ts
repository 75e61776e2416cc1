import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Check } from "../../../exercises/exercise-9/history.ts";
import { check as solution } from "../../../exercises/exercise-9/solution.ts";
import { check as start } from "../../../exercises/exercise-9/start.ts";
import { Random } from "../random.ts";
import type { History } from "./event.ts";
import { type Flaw, flaws } from "./flaws.ts";
import { judgeHistory } from "./judge.ts";
import { shrink } from "./shrink.ts";
import { simulate } from "./simulate.ts";
import type { Answer } from "./student.ts";
import { tryCheck } from "./try-check.ts";

/** The check in this process. */
const asking = (check: Check) => ({
  async ask(history: History): Promise<Answer> {
    const reason = check(history);
    return reason === undefined ? { says: "right" } : { says: "wrong", reason };
  },
});

function drawn(flaw?: Flaw): History[] {
  const random = new Random(5, flaw ?? "none");
  return Array.from({ length: 300 }, (_, draw) => simulate(random, 1 + (draw % 6), flaw));
}

describe("a check that is tried", () => {
  test("passes where it is right about every history", async () => {
    const histories = [...drawn(), ...flaws.flatMap(drawn)];
    const { passed, seen } = await tryCheck(asking(solution), histories);
    assert.deepEqual([passed, seen], [true, { code: "agrees", numbers: [histories.length] }]);
  });

  test("what the check misjudges is shown by the shortest history", async () => {
    const escaped = await tryCheck(asking(start), drawn("turnsRound"), (faults) => faults !== undefined);
    assert.equal(escaped.seen.code, "escaped");
    assert.equal(
      escaped.history?.events.length,
      5,
      "two hits, acknowledged one after the other, and a reading",
    );
    assert.equal(escaped.history?.faults?.outOfOrder, 1);
    const accused = await tryCheck(asking(start), drawn(), (faults) => !faults);
    assert.equal(accused.seen.code, "accused");
    assert.deepEqual(
      accused.history?.events.map(({ what }) => what).filter((what) => !what.startsWith("read-")),
      ["sent", "unanswered"],
    );
    assert.equal(accused.history?.faults, null);
  });

  test("of what it says of other histories nothing counts, and what is shown is what it misjudges", async () => {
    const blind = asking(() => undefined);
    const { passed } = await tryCheck(blind, [...drawn(), ...drawn("resends")], (faults) => !faults);
    assert.equal(passed, true);
    const { history } = await tryCheck(blind, drawn("resends"), (faults) => faults !== undefined);
    assert.ok(history?.faults && judgeHistory(history.events));
  });

  test("a check that does not come back is not decided, one that ends its process has failed", async () => {
    const hangs = { ask: async () => ({ says: "hangs", seconds: 5 }) as const };
    assert.equal((await tryCheck(hangs, drawn())).passed, null);
    const ends = { ask: async () => ({ says: "ended", ending: "SIGABRT" }) as const };
    assert.equal((await tryCheck(ends, drawn())).passed, false);
  });
});

test("nothing more can be left out of a history that was shrunk", async () => {
  const isWrong = async (history: History) => judgeHistory(history) !== undefined;
  for (const flaw of flaws) {
    const long = drawn(flaw).filter((history) => judgeHistory(history) && history.length > 10);
    for (const history of long.slice(0, 3)) {
      const short = await shrink(history, isWrong);
      assert.ok(await isWrong(short));
      assert.ok(short.length <= 4, JSON.stringify(short));
    }
  }
});
