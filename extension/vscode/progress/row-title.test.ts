import assert from "node:assert/strict";
import { test } from "node:test";
import { rowTitle } from "./row-title.ts";

test("a row has the part of the title before its colon, without the marks of Markdown", () => {
  assert.deepEqual(rowTitle("Exercise 2: the class's `process` without its race"), {
    label: "Exercise 2",
    rest: "the class's process without its race",
  });
  assert.deepEqual(rowTitle("My lab"), { label: "My lab", rest: undefined });
});

test("a long title is cut after a word", () => {
  const { label, rest } = rowTitle(
    "Why PostgreSQL limps under a surge of writes, and how Redis keeps the data",
  );
  assert.deepEqual([label, rest], ["Why PostgreSQL limps…", undefined]);
  assert.equal(rowTitle("Одноединственноедлинноеслово: и хвост").label, "Одноединственноедлинноес…");
  assert.deepEqual(rowTitle("Twenty-four characters:x: y: z"), {
    label: "Twenty-four characters:x",
    rest: "y: z",
  });
});
