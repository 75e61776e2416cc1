import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import type { CounterWrite } from "../common/counter-write.ts";
import { findOverwrites } from "./overwrites.ts";

/** What one of several hits does next: read, write what it read plus one, or add to what it finds. */
const moves = fc.array(fc.record({ hit: fc.nat(5), adds: fc.option(fc.integer({ min: 1, max: 4 })) }), {
  maxLength: 60,
});

/** Plays the moves on a counter that knows which hits it holds. */
function play(chosen: readonly { hit: number; adds: number | null }[], start: number) {
  let held: readonly string[] = Array.from({ length: start }, (_, index) => `earlier ${index}`);
  const read = new Map<number, readonly string[]>();
  const writes: CounterWrite[] = [];
  for (const [at, { hit, adds }] of chosen.entries()) {
    const seen = read.get(hit);
    if (adds === null && seen === undefined) {
      read.set(hit, held);
      continue;
    }
    const own = Array.from({ length: adds ?? 1 }, (_, index) => `${at}.${index}`);
    const next = [...(adds === null ? (seen ?? []) : held), ...own];
    const [before, after] = [held.length, next.length];
    writes.push({ by: `${at}.0`, before, after, relative: adds !== null, slot: null, at, backend: hit });
    if (adds === null) read.delete(hit);
    held = next;
  }
  return { writes, held };
}

describe("overwrites", () => {
  test("add up to what is missing, whoever reads and writes when", () => {
    fc.assert(
      fc.property(moves, fc.nat(5), (chosen, start) => {
        const { writes, held } = play(chosen, start);
        const { overwrites, lost } = findOverwrites(writes);
        const carried = writes.reduce(
          (sum, { before, after, relative }) => sum + (relative ? after - before : 1),
          0,
        );
        const undone = overwrites.reduce((sum, { undone, restored }) => sum + undone.length - restored, 0);
        assert.equal(undone, start + carried - held.length);
        assert.equal(new Set(lost).size, lost.length);
      }),
    );
  });

  test("name the hits that are missing, where no two states have the same number", () => {
    fc.assert(
      fc.property(moves, (chosen) => {
        const { writes, held } = play(chosen, 0);
        // A number that comes back after an overwrite may stand for either of two states.
        fc.pre(new Set(writes.map(({ after }) => after)).size === writes.length);
        const missing = writes.filter(({ by }) => !held.includes(by ?? "")).map(({ by }) => by);
        assert.deepEqual(
          findOverwrites(writes).lost.map(({ by }) => by),
          missing,
        );
      }),
    );
  });

  const write = (by: string, before: number, after: number, relative = false): CounterWrite => ({
    by,
    before,
    after,
    relative,
    slot: null,
    at: 0,
    backend: 1,
  });

  test("two hits that read the same: the later write undoes the earlier one", () => {
    const [a, b] = [write("a", 7, 8), write("b", 8, 8)];
    assert.deepEqual(findOverwrites([a, b]), {
      overwrites: [{ write: b, undone: [a], restored: 0 }],
      lost: [a],
    });
  });

  test("a write of a value that was read before it was undone brings it back", () => {
    const [a, b, stale, late] = [
      write("a", 0, 1),
      write("b", 1, 2),
      write("stale", 2, 1),
      write("late", 1, 3),
    ];
    const { overwrites, lost } = findOverwrites([a, b, stale, late]);
    assert.deepEqual(overwrites.at(-1), { write: late, undone: [stale], restored: 2 });
    assert.deepEqual(lost, [stale]);
  });

  test("hits of an earlier run are undone without a name, and a write of zero undoes all", () => {
    const [a, reset] = [write("a", 5, 6), write("stale", 6, 1)];
    const { overwrites, lost } = findOverwrites([a, reset]);
    assert.deepEqual(overwrites, [{ write: reset, undone: [...Array(5).fill(null), a], restored: 0 }]);
    assert.deepEqual(lost, [a]);
  });

  test("rows have histories of their own: two slots do not undo each other", () => {
    const [a, b] = [write("a", 0, 1), { ...write("b", 0, 1), slot: 3 }];
    assert.deepEqual(findOverwrites([a, b]), { overwrites: [], lost: [] });
  });

  test("an empty batch undoes nothing", () => {
    const writes = [write("a", 0, 3, true), write("empty", 3, 3, true), write("b", 3, 5, true)];
    assert.deepEqual(findOverwrites(writes), { overwrites: [], lost: [] });
  });

  test("batches undo nothing, and hundreds of thousands of writes take no time", () => {
    const writes = Array.from({ length: 200_000 }, (_, index) =>
      write(`${index}`, index * 3, index * 3 + 3, true),
    );
    assert.deepEqual(findOverwrites(writes), { overwrites: [], lost: [] });
  });
});
