import assert from "node:assert/strict";
import { test } from "node:test";
import * as samples from "../../test/samples/index.ts";
import { present } from "./present.ts";

test("a step whose expectation did not hold says which and what was measured", () => {
  const expected = [
    { key: "lost", want: ">0", got: 0, held: false },
    { key: "stored", want: 1000, got: 1000, held: true },
  ];
  const lines = present({ ...samples.cell(samples.batched), expected }, "en").filter(
    (block) => block.kind === "line",
  );
  assert.ok(lines.some(({ text }) => text === "✗ This step expects lost >0; measured: 0."));
  assert.ok(!lines.some(({ text }) => /As this step expects/.test(text)));
});

test("an expectation of a value that there is not is told as that", () => {
  const expected = [{ key: "nonsense", want: 5, got: null, held: false }];
  const text = JSON.stringify(present({ ...samples.cell(samples.batched), expected }, "en"));
  assert.match(text, /This step expects nonsense 5; measured: no such value\./);
});
