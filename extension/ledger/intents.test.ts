import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Outcome, outcomes } from "../common/outcome.ts";
import { type Attempts, countIntents, standForIds } from "./intents.ts";
import { judgeByName } from "./judge.ts";

/** Attempts as clients make them: nothing follows an acknowledgement. Mixed in time. */
const runs: fc.Arbitrary<Attempts> = fc
  .record({
    intents: fc.array(
      fc.record({
        before: fc.array(fc.constantFrom<Outcome>("failed", "unknown"), { maxLength: 3 }),
        last: fc.constantFrom(...outcomes),
      }),
      { maxLength: 12 },
    ),
    order: fc.infiniteStream(fc.nat()),
    sameId: fc.boolean(),
  })
  .map(({ intents, order, sameId }) => {
    const left = intents.map(({ before, last }) => ({ first: -1, outcomes: [...before, last] }));
    const outcomeOf: number[] = [];
    const firstOf: number[] = [];
    for (;;) {
      const open = left.filter((intent) => intent.outcomes.length > 0);
      const next = open[(order.next().value ?? 0) % Math.max(1, open.length)];
      if (!next) break;
      if (next.first < 0) next.first = outcomeOf.length;
      firstOf.push(next.first);
      outcomeOf.push(outcomes.indexOf(next.outcomes.shift() ?? "ok"));
    }
    return { outcomeOf: Uint8Array.from(outcomeOf), firstOf: Uint32Array.from(firstOf), sameId };
  });

function countOf({ outcomeOf }: Attempts) {
  const named = Array.from(outcomeOf, (index) => outcomes[index] ?? "unknown");
  const of = (wanted: Outcome) => named.filter((outcome) => outcome === wanted).length;
  return {
    attempted: named.length,
    ok: of("ok"),
    failed: of("failed"),
    unknown: of("unknown"),
    outcomeOf: named,
  };
}

const nameOf = ({ firstOf, sameId }: Attempts, attempt: number) =>
  `h${sameId ? (firstOf[attempt] ?? attempt) : attempt}`;

test("each intent is counted once, by the best that its attempts did and by how often it is stored", () => {
  fc.assert(
    fc.property(runs, fc.infiniteStream(fc.nat({ max: 2 })), (run, times) => {
      const stored = new Map<string, number>();
      run.firstOf.forEach((_, attempt) => {
        const name = nameOf(run, attempt);
        if (!stored.has(name)) stored.set(name, times.next().value ?? 0);
      });
      const { ok, attempted, failed, unknown, ...kept } = countIntents(
        run,
        (attempt) => stored.get(nameOf(run, attempt)) ?? 0,
      );
      assert.equal(ok, countOf(run).ok, "an intent is acknowledged at most once");
      assert.equal(attempted, new Set(run.firstOf).size);
      assert.equal(attempted, ok + failed + unknown);
      assert.equal(attempted, (kept.stored0 ?? 0) + (kept.stored1 ?? 0) + (kept.storedMore ?? 0));
      const rows = [...stored.values()].reduce((sum, one) => sum + one, 0);
      assert.ok((kept.stored1 ?? 0) + 2 * (kept.storedMore ?? 0) <= rows);
    }),
  );
});

test("a server that keeps one row for each id that reached it has a ledger that closes, retried or not", () => {
  fc.assert(
    fc.property(runs, fc.infiniteStream(fc.boolean()), (run, coin) => {
      const stored = new Map<string, number>();
      // It stores what it acknowledges, and of what got no clear answer some; once for each id.
      run.firstOf.forEach((_, attempt) => {
        const outcome = outcomes[run.outcomeOf[attempt] ?? 0];
        if (outcome === "ok" || (outcome === "unknown" && coin.next().value))
          stored.set(nameOf(run, attempt), 1);
      });
      const judge = () =>
        judgeByName(countOf(run), (hit) => nameOf(run, hit), stored, new Set(), standForIds(run));
      const ledger = judge();
      assert.equal(ledger.verdict, "exact");
      assert.equal(ledger.stored, ledger.ok + ledger.recovered);

      const acknowledged = run.outcomeOf.findIndex((outcome) => outcomes[outcome] === "ok");
      if (acknowledged < 0) return;
      stored.delete(nameOf(run, acknowledged));
      assert.equal(judge().lost, 1, "one that is taken away is missed");
      stored.set(nameOf(run, acknowledged), 2);
      assert.equal(judge().duplicated, 1, "one that is there twice is seen");
      assert.equal(judge().verdict, "duplicated");
    }),
  );
});

test("a refused intent that is stored all the same is unexpected, however often it was refused", () => {
  const failed = outcomes.indexOf("failed");
  const run = { outcomeOf: Uint8Array.of(failed, failed), firstOf: Uint32Array.of(0, 0), sameId: true };
  const ledger = judgeByName(
    countOf(run),
    (hit) => nameOf(run, hit),
    new Map([["h0", 1]]),
    new Set(),
    standForIds(run),
  );
  assert.equal(ledger.unexpected, 1);
  assert.equal(countIntents(run, () => 1).stored1, 1);
});
