import assert from "node:assert/strict";
import { test } from "node:test";
import { refusedBy } from "./refusals.ts";

test("a server that does not answer in time is unreachable, and JavaScript's own words for that are not shown", () => {
  const late = new DOMException("The operation was aborted due to timeout", "TimeoutError");
  const error = refusedBy("redis", "example.org:6379", late);
  assert.equal(error.code, "server-unreachable");
  assert.match(error.what.en, /example\.org:6379.*no answer in time/);
  assert.match(error.what.ru, /example\.org:6379.*нет ответа вовремя/);
  assert.doesNotMatch(error.message + error.what.ru, /aborted/);
});
