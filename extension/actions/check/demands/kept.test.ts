import assert from "node:assert/strict";
import { test } from "node:test";
import * as samples from "../../../../test/samples/loads.ts";
import { kept } from "./kept.ts";

const allUnknown = {
  ...samples.naive,
  ok: 0,
  failed: 0,
  unknown: samples.naive.attempted,
  stored: 0,
  lost: 0,
  verdict: "open",
} as const;
const text = "NameError: name 'update' is not defined (strategies/yours.py:13)";

test("hits that were not acknowledged come with the exception behind them, else with the most frequent code", () => {
  const { attempted } = allUnknown;
  const thrown = { ...allUnknown, failures: { bug: attempted }, exception: { text, hits: attempted } };
  const { passed, seen } = kept(thrown);
  assert.deepEqual([passed, seen.code, seen.numbers], [false, "refused", [attempted, attempted]]);
  assert.deepEqual(seen.said, { en: text, ru: text });
  const busy = { ...allUnknown, failures: { "http-503": 3, "53300": attempted - 3 } };
  assert.match(kept(busy).seen.said?.en ?? "", /^53300 too_many_connections: PostgreSQL had no free/);
});

test("an app that acknowledges nothing has kept nothing, also where refusals are allowed", () => {
  const { passed, seen } = kept(allUnknown, { refuse: true });
  assert.deepEqual([passed, seen.code], [null, "refused"]);
  assert.equal(kept({ ...allUnknown, ok: 1, stored: 1 }, { refuse: true }).passed, true);
});
