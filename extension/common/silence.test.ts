import assert from "node:assert/strict";
import { test } from "node:test";
import { SilenceWatch } from "./silence.ts";

test("two silent stretches in a row mean that a process hangs, and no fewer", (context) => {
  context.mock.timers.enable({ apis: ["setInterval"] });
  let hangs = 0;
  const watch = new SilenceWatch(() => {
    hangs += 1;
  }, 100);
  const pass = (times: number) => {
    for (let n = 0; n < times; n += 1) context.mock.timers.tick(100);
  };
  for (let n = 0; n < 5; n += 1) {
    pass(1);
    watch.hear();
  }
  pass(2);
  assert.equal(hangs, 0, "the first stretch had a sign of life, the second had none");
  watch.hear();
  pass(2);
  assert.equal(hangs, 0);
  pass(1);
  assert.equal(hangs, 1);
  pass(5);
  assert.equal(hangs, 1, "it is said once");
});
