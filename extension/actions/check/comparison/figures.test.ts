import assert from "node:assert/strict";
import { test } from "node:test";
import { figuresIn } from "./figures.ts";

/** Unit and first reading of each. */
const read = (text: string) =>
  figuresIn(text).map(({ unit, readings }) => `${Number(readings[0]?.value.toFixed(4))} ${unit}`);

test("a figure has its unit, in English and in Russian, and stands for thousands where it says so", () => {
  for (const [text, figure] of [
    ["It took 31,842 hits/s.", "31842 rate"],
    ["It took 31 842 запроса/с.", "31842 rate"],
    ["31,8 тыс. запросов в секунду", "31800 rate"],
    ["about 31.8k hits a second", "31800 rate"],
    ["p99 was 12.5 ms", "12.5 time"],
    ["p99: 12,5 мс", "12.5 time"],
    ["back after 1.25 s", "1250 time"],
    ["вернулся через 1,25 с.", "1250 time"],
    ["only 250 µs", "0.25 time"],
    ["2.4 times as fast", "2.4 factor"],
    ["быстрее в 2,4 раза", "2.4 factor"],
    ["×2.4", "2.4 factor"],
    ["99.9 % of them", "99.9 share"],
    ["lost 1,204 hits", "1204 count"],
  ] as const)
    assert.deepEqual(read(text), [figure], text);
});

test("what states nothing is no figure", () => {
  for (const text of [
    "# The 20 best of 2026",
    "1. First\n2. Then",
    "One of 3 reasons",
    "p50 and p99",
    "measured on 2026-11-28",
    "PostgreSQL 16 and Redis 7.0.15",
    "`load: { requests: 5000 }`",
    "[here](https://example.org/12345)",
    "```\n4711 hits/s\n```",
    "<!-- 4711 hits/s -->",
  ])
    assert.deepEqual(read(text), [], text);
});

test("a cell of a table has the unit of its row and the subject of its column", () => {
  const figures = figuresIn(
    "| | `stream` | RabbitMQ |\n|---|---|---|\n| latency p99 (ms) | 4 | 17.5 |\n| lost | 0 | 3 |\n",
  );
  assert.deepEqual(
    figures.map(({ text, unit, subjects }) => [text, unit, ...subjects]),
    [
      ["4 ms", "time", "stream"],
      ["17.5 ms", "time", "rabbitmq"],
      ["0", "count", "stream"],
      ["3", "count", "rabbitmq"],
    ],
  );
});

test("a figure is as exact as it is written, and two digits of it count", () => {
  const places = (text: string) =>
    figuresIn(text).flatMap(({ readings }) => readings.map(({ place }) => place));
  assert.deepEqual(places("31,842 hits/s")[0], 1);
  assert.deepEqual(places("32,000 hits/s")[0], 1000);
  assert.deepEqual(places("30,000 hits/s")[0], 3000);
  assert.deepEqual(places("12.50 ms")[0], 0.01);
  assert.deepEqual(places("4 ms")[0], 1);
  // In Russian the comma is that of a decimal fraction.
  assert.deepEqual(places("1,234 мс"), [1, 0.001]);
});

test("a percentile is told from another, and that nothing was lost may be said in a word", () => {
  const topics = (text: string) => figuresIn(text).map((each) => [each.text, ...each.topics]);
  assert.deepEqual(topics("| | `a` |\n|---|---|\n| p99 (ms) | 4 |"), [["4 ms", "p99"]]);
  assert.deepEqual(topics("Of 8,128 acknowledged hits none was lost."), [
    ["8,128", "lost"],
    ["none", "lost"],
  ]);
  assert.deepEqual(topics("Из 8 128 подтверждённых не потерян ни один."), [
    ["8 128", "lost"],
    ["ни один", "lost"],
  ]);
  assert.deepEqual(topics("None of them is fast."), []);
});
