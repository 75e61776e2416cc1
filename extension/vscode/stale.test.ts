import assert from "node:assert/strict";
import { test } from "node:test";
import { whyStale } from "./stale.ts";

const at = (time: number) => new Date(time);

test("a result is stale once the stack was reset or started after it, and only then", () => {
  assert.equal(whyStale(10, { startedAt: undefined, resetAt: undefined }), undefined);
  assert.equal(whyStale(10, { startedAt: at(5), resetAt: at(7) }), undefined);
  assert.equal(whyStale(10, { startedAt: at(5), resetAt: at(12) }), "reset");
  assert.equal(whyStale(10, { startedAt: at(11), resetAt: at(7) }), "restarted");
  assert.equal(whyStale(10, { startedAt: at(13), resetAt: at(12) }), "restarted");
});
