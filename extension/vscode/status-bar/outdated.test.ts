import assert from "node:assert/strict";
import { test } from "node:test";
import { whyOutdated } from "./outdated.ts";

const at = (time: number) => new Date(time);
const result = { madeAt: 10, isEdited: false, ages: true };
const stack = { startedAt: at(5), resetAt: at(7) };

test("a result is outdated once the stack was reset or started after it, and only then", () => {
  assert.equal(whyOutdated(result, undefined), undefined);
  assert.equal(whyOutdated(result, { startedAt: undefined, resetAt: undefined }), undefined);
  assert.equal(whyOutdated(result, stack), undefined);
  assert.equal(whyOutdated(result, { ...stack, resetAt: at(12) }), "reset");
  assert.equal(whyOutdated(result, { ...stack, startedAt: at(11) }), "restarted");
  assert.equal(whyOutdated(result, { startedAt: at(13), resetAt: at(12) }), "restarted");
});

test("what does not come from the servers is outdated only when its cell was edited", () => {
  const source = { ...result, ages: false };
  assert.equal(whyOutdated(source, { startedAt: at(11), resetAt: at(12) }), undefined);
  assert.equal(whyOutdated({ ...source, isEdited: true }, undefined), "edited");
});

test("an edited cell says so first: the verdict beside it belongs to another text", () => {
  assert.equal(whyOutdated({ ...result, isEdited: true }, { ...stack, resetAt: at(12) }), "edited");
});
