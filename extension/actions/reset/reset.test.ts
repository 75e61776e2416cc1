import assert from "node:assert/strict";
import { test } from "node:test";
import * as samples from "../../../test/samples/index.ts";
import { present } from "../present.ts";

test("a reset of a fresh lab does not speak of zero forgotten runs", () => {
  assert.doesNotMatch(
    JSON.stringify(present(samples.cell({ ...samples.reset, forgottenRuns: 0 }), "en")),
    /forgotten/,
  );
  assert.match(JSON.stringify(present(samples.cell(samples.reset), "en")), /4 runs are forgotten/);
});
