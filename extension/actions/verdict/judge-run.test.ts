import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { keptSince } from "./judge-run.ts";

test("hits that are stored or wait in the buffer are kept", () => {
  assert.deepEqual(keptSince({ stored: 5, pending: 0 }, { stored: 5, pending: 1000 }), {
    stored: 0,
    pending: 1000,
  });
  assert.deepEqual(keptSince({ stored: 5, pending: 0 }, { stored: 86, pending: 0 }), {
    stored: 81,
    pending: 0,
  });
});

test("draining an earlier run's buffer does not count for this run", () => {
  assert.deepEqual(keptSince({ stored: 0, pending: 1000 }, { stored: 2000, pending: 0 }), {
    stored: 1000,
    pending: 0,
  });
});

test("however process is interleaved, kept is what this run added", () => {
  const counts = fc.nat(10_000);
  fc.assert(
    fc.property(
      counts,
      counts,
      counts,
      fc.double({ min: 0, max: 1, noNaN: true }),
      (stored, pending, added, share) => {
        const moved = Math.floor((pending + added) * share);
        const kept = keptSince(
          { stored, pending },
          { stored: stored + moved, pending: pending + added - moved },
        );
        assert.equal(kept.stored + kept.pending, added);
        assert.ok(kept.stored >= 0 && kept.pending >= 0);
      },
    ),
  );
});
