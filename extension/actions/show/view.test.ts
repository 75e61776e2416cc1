import assert from "node:assert/strict";
import { test } from "node:test";
import * as samples from "../../../test/samples/index.ts";
import { present } from "../present.ts";

test("a source that was edited after the start does not claim to be what runs", () => {
  const [verdict] = present(samples.cell({ ...samples.show, editedSinceStart: true }), "en");
  assert.ok(verdict?.kind === "verdict");
  assert.match(verdict.text, /what runs is the older text/);
});
