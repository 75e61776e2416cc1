import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { actions } from "../../extension/actions/index.ts";

test("the colours of a cell know every action, and no other word", () => {
  const file = new URL("../../media/surge-lab.tmLanguage.json", import.meta.url);
  const grammar = readFileSync(file, "utf8");
  const words = /"\^\(([\w|]+)\)[^"]*",\s*"name": "keyword\.control\.action/.exec(grammar)?.[1];
  assert.deepEqual(
    words?.split("|"),
    actions.map(({ name }) => name),
  );
});
