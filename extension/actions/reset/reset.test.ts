import assert from "node:assert/strict";
import { test } from "node:test";
import * as samples from "../../../test/samples/index.ts";
import { present } from "../present.ts";

test("a strategy that did not empty its buffer is named with why and what to do, and not called empty", () => {
  const counters = [
    { strategy: "atomic", stored: 0, pending: 0 },
    { strategy: "mine", stored: 0, pending: 7 },
  ];
  const unforgotten = [{ strategy: "mine", reason: "no answer within 3 s" }];
  const [verdict, line] = present(samples.cell({ ...samples.reset, counters, unforgotten }), "en");
  assert.ok(verdict?.kind === "verdict" && line?.kind === "line");
  assert.equal(verdict.sign, "!");
  assert.match(
    verdict.text,
    /^Every counter is zero; 4 runs are forgotten; the buffer is empty, but not that of mine\.$/,
  );
  assert.match(line.text, /“mine” did not empty its buffer: no answer within 3 s\. .*correct `forget`/);
});

test("a reset of a fresh lab does not speak of zero forgotten runs", () => {
  assert.doesNotMatch(
    JSON.stringify(present(samples.cell({ ...samples.reset, forgottenRuns: 0 }), "en")),
    /forgotten/,
  );
  assert.match(JSON.stringify(present(samples.cell(samples.reset), "en")), /4 runs are forgotten/);
});
