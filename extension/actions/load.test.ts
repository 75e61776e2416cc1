import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.ts";

test("what the load process would refuse is refused where it is written", () => {
  const accepts = (rest: object) => load.parameters.safeParse({ strategy: "naive", ...rest }).success;
  assert.ok(accepts({ timeout: 1 }) && accepts({ timeout: 60 }));
  assert.ok(!accepts({ timeout: 0.5 }) && !accepts({ timeout: 61 }));
  assert.ok(accepts({ duration: 1, connections: 1000 }) && !accepts({ duration: 0.5 }));
});
