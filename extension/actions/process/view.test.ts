import assert from "node:assert/strict";
import { test } from "node:test";
import * as samples from "../../../test/samples/index.ts";
import { present } from "../present.ts";

test("the app's own number and the counter disagreeing is asked about", () => {
  const doubled = { ...samples.process, after: { stored: 2000, pending: 0 } };
  assert.match(
    JSON.stringify(present(samples.cell(doubled), "en")),
    /moved 1,000, the counter grew by 2,000/,
  );
  assert.doesNotMatch(JSON.stringify(present(samples.cell(samples.process), "en")), /counter grew/);
});
