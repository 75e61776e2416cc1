import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { nearest } from "./nearest.ts";

const names = ["naive", "pooled", "atomic", "buffered", "batched"];

test("a slip of the hand finds the name that was meant", () => {
  assert.equal(nearest("bufered", names), "buffered");
  assert.equal(nearest("Naive", names), "naive");
  assert.equal(nearest("atomci", names), "atomic");
  assert.equal(nearest("loda", ["load", "stop"]), "load");
});

test("a name that is nowhere near suggests nothing", () => {
  assert.equal(nearest("kafka", names), undefined);
  assert.equal(nearest("", names), undefined);
  assert.equal(nearest("exercise-12", ["exercise-1", "exercise-2"]), undefined);
  assert.equal(nearest("Exercise-1", ["exercise-1", "exercise-2"]), "exercise-1");
  assert.equal(nearest("naive", []), undefined);
});

test("every name is its own nearest", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, selector: (s) => s.toLowerCase() }),
      (words) => {
        for (const word of words) assert.equal(nearest(word, words), word);
      },
    ),
  );
});
