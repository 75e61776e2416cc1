import assert from "node:assert/strict";
import { test } from "node:test";
import type { LogLine } from "../../stack/stack.ts";
import { repeatedOnce } from "./inspect.ts";

const line = (text: string, service: LogLine["service"] = "app"): LogLine => ({ service, text });

test("a line that is repeated stands once with its count, whatever time and process it begins with", () => {
  const stamped = (second: number) => `2026-01-02 03:04:0${second}.678 UTC [4${second}] FATAL:  too many`;
  const log = [
    line(stamped(1), "postgres"),
    line("mine"),
    line(stamped(2), "postgres"),
    line(" ", "postgres"),
  ];
  assert.deepEqual(repeatedOnce(log, "postgres"), {
    lines: [{ service: "postgres", text: "FATAL:  too many", times: 2 }],
    leftOut: 0,
  });
});

test("of a line for each hit only the most frequent are shown, in their order, and how many are left out is said", () => {
  const log = Array.from({ length: 5_000 }, (_, hit) => line(`hit ${hit}`));
  const { lines, leftOut } = repeatedOnce([...log, line("hit 4000"), line("hit 3000")], "app");
  assert.equal(lines.length, 100);
  assert.equal(leftOut, 4_900);
  assert.deepEqual(
    lines.filter(({ times }) => times === 2).map(({ text }) => text),
    ["hit 3000", "hit 4000"],
  );
  assert.deepEqual(lines[0]?.text, "hit 0");
});
