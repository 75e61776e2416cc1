import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Collision } from "./result.ts";
import { earliestOf, telling } from "./telling.ts";

const collision = fc.record({
  undid: fc.integer({ min: 1, max: 20 }),
  atMs: fc.integer({ min: 0, max: 50 }),
});

test("the collisions to look at: the largest, one of each size, the earliest, in their order", () => {
  fc.assert(
    fc.property(fc.array(collision, { maxLength: 100 }), fc.integer({ min: 2, max: 120 }), (found, most) => {
      const all = found
        .toSorted((a, b) => b.undid - a.undid || a.atMs - b.atMs)
        .map(({ undid, atMs }): Collision => {
          const hit = { id: "a", read: 1, wrote: 2, atMs, readMs: null, backend: 1, app: null };
          return { undid, found: 2, hits: [hit] };
        });
      const chosen = telling(all, most);
      assert.equal(chosen.length, Math.min(all.length, most));
      assert.equal(chosen[0], all[0]);
      assert.deepEqual(
        chosen,
        all.filter((each) => chosen.includes(each)),
      );
      const sizes = sizesOf(all);
      if (sizes.length < most) assert.deepEqual(sizesOf(chosen), sizes);
      assert.equal(earliestOf(chosen), earliestOf(all));
      const times = all.flatMap(({ hits }) => hits.map(({ atMs }) => atMs ?? 0));
      if (all.length > 0) assert.equal(earliestOf(all)?.hits[0]?.atMs, Math.min(...times));
    }),
  );
});

function sizesOf(collisions: readonly Collision[]): number[] {
  return [...new Set(collisions.map(({ undid }) => undid))];
}
