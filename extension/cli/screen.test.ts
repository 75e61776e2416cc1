import assert from "node:assert/strict";
import { test } from "node:test";
import { visible } from "./screen.ts";

test("what would steer a terminal is shown, and lines stay lines", () => {
  assert.equal(visible("one\r\n\ttwo\n"), "one\n\ttwo\n");
  assert.equal(visible("\u001b]0;owned\u0007\u001b[2J"), "␛]0;owned␇␛[2J");
  assert.equal(visible("\u009b1m\u007f\r\u202eabc"), "\\u009b1m␡␍\\u202eabc");
  assert.equal(visible("Привет, ✓ 日本"), "Привет, ✓ 日本");
});
