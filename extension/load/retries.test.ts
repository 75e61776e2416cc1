import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Outcome, outcomes } from "../common/outcome.ts";
import { Retries, type RetryPolicy } from "./retries.ts";

const policies: fc.Arbitrary<RetryPolicy> = fc.record({
  times: fc.integer({ min: 1, max: 5 }),
  sameId: fc.boolean(),
  backoffMs: fc.nat({ max: 1000 }),
  jitter: fc.boolean(),
});

/** Sends 20 intents and all their retries, each with the next of these outcomes; at once, in the line's own order. */
function play(policy: RetryPolicy, next: () => Outcome) {
  const retries = new Retries(policy);
  const attempts: { first: number; outcome: Outcome; sentAt: number }[] = [];
  let now = 0;
  const attempt = (retry: ReturnType<Retries["take"]>) => {
    const number = attempts.length;
    retries.sent(number, retry);
    const outcome = next();
    attempts.push({ first: retry?.first ?? number, outcome, sentAt: now });
    retries.settled(number, outcome, now);
  };
  for (let intent = 0; intent < 20; intent += 1) attempt(undefined);
  while (retries.waiting > 0) {
    assert.ok((retries.nextDueAt ?? -1) >= now, "the line goes by time");
    now = retries.nextDueAt ?? now;
    attempt(retries.take());
  }
  return { retries, attempts };
}

test("every attempt that was not acknowledged is followed by another, until there were enough", () => {
  fc.assert(
    fc.property(policies, fc.infiniteStream(fc.constantFrom(...outcomes)), (policy, stream) => {
      const { attempts, retries } = play(policy, () => stream.next().value ?? "ok");
      const firstOf = retries.firstOf();
      assert.deepEqual(
        [...firstOf],
        attempts.map(({ first }) => first),
      );
      for (let intent = 0; intent < 20; intent += 1) {
        const own = attempts.filter(({ first }) => first === intent);
        assert.ok(own.slice(0, -1).every(({ outcome }) => outcome !== "ok"));
        assert.ok(own.at(-1)?.outcome === "ok" || own.length === policy.times + 1);
        own.slice(1).forEach(({ sentAt }, index) => {
          const waited = sentAt - (own[index]?.sentAt ?? 0);
          const most = policy.backoffMs * 2 ** index;
          assert.ok(waited <= most + 1e-9 && (policy.jitter || waited >= most - 1e-9));
        });
      }
      attempts.forEach(({ first }, n) => {
        assert.equal(retries.nameOf(n), policy.sameId ? first : n);
      });
    }),
  );
});

test("what is given up is never sent", () => {
  const retries = new Retries({ times: 3, sameId: true, backoffMs: 0, jitter: false });
  retries.sent(0, undefined);
  retries.settled(0, "failed", 5);
  assert.equal(retries.isDue(5), true);
  retries.giveUp();
  assert.equal(retries.isDue(5), false);
  assert.equal(retries.take(), undefined);
});
