import assert from "node:assert/strict";
import { test } from "node:test";
import * as samples from "../../../test/samples/index.ts";
import { present } from "../present.ts";
import type { StartResult } from "./result.ts";

const shown = (result: StartResult) => present(samples.cell(result), "en");

test("a start shows servers, address and connections, and folds strategies and the usual durability", () => {
  const blocks = shown({ ...samples.start, durability: "aof-everysec" });
  const open = blocks.flatMap((block) => (block.kind === "line" ? [block.text] : []));
  assert.equal(open.length, 2);
  assert.match(open.join(" "), /PostgreSQL 16.*http:\/\/.*20 connections.*17/s);
  assert.ok(!blocks.some(({ kind }) => kind === "table"));
  const folded = blocks.flatMap((block) => (block.kind === "details" ? block.items : []));
  const labels = folded.map(([label]) => label);
  for (const label of [...samples.start.strategies.map(({ name }) => name), "Durability of Redis"]) {
    assert.ok(labels.includes(label), label);
  }
});

test("the pool is named with the connections, and one that is too large with what PostgreSQL does then", () => {
  const line = (result: StartResult) => {
    const lines = shown(result).flatMap((block) => (block.kind === "line" ? [block.text] : []));
    return lines.find((text) => text.includes("superusers") || text.includes("reserved")) ?? "";
  };
  assert.match(line(samples.start), /pool opens at most 10\.$/);
  assert.match(line(samples.startAttached), /100 connections .*pool opens at most 10\.$/);
  assert.match(
    line(samples.startLarge),
    /50 connections.*have 47\..*2 processes has a pool of 30, which makes 60\. Beyond 47.*53300/,
  );
  const alone = { ...samples.startLarge, processes: 1 };
  assert.match(line(alone), /have 47\. The app's pool opens at most 30\.$/);
  // An app that was changed may not say it.
  assert.match(line({ ...samples.start, connections: { max: 20, reserved: 3 } }), /can have 17\.$/);
});

test("PgBouncer is said to open the connections, and no pool is too large for it", () => {
  const text = JSON.stringify(shown(samples.startWithPgbouncer));
  assert.match(text, /Redis 7\.0\.15, PgBouncer 1\.18\.0/);
  assert.match(
    text,
    /pool opens at most 50\. The app's connections lead to PgBouncer, which opens at most 10 to PostgreSQL/,
  );
  assert.doesNotMatch(text, /53300/);
  const small = { max: 10, reserved: 3, pool: 50, pgbouncer: 10 };
  const fewer = JSON.stringify(shown({ ...samples.startWithPgbouncer, connections: small }));
  assert.match(fewer, /gives PgBouncer only 7 of them/);
});

test("a start that had to start servers anew names them", () => {
  const lines = shown({ ...samples.start, alreadyRunning: true, startedAnew: ["redis", "app"] }).flatMap(
    (block) => (block.kind === "line" ? [block.text] : []),
  );
  assert.equal(lines[0], "Did not answer and was started anew: Redis, The app.");
});

test("an app that was started anew for its changed files did answer", () => {
  const started = { ...samples.start, alreadyRunning: true, changedFiles: ["main.py"] };
  const lines = (result: StartResult) =>
    shown(result).flatMap((block) => (block.kind === "line" && block.tone === "hint" ? [block.text] : []));
  const changed = "The app was started anew, because its files have changed: main.py.";
  assert.deepEqual(lines({ ...started, startedAnew: ["app"] }), [changed]);
  assert.deepEqual(lines({ ...started, startedAnew: ["redis", "app"] }), [
    "Did not answer and was started anew: Redis.",
    changed,
  ]);
});

test("a durability that the cell chose is not folded", () => {
  const lines = shown({ ...samples.start, durability: "none" }).flatMap((block) =>
    block.kind === "line" ? [block.text] : [],
  );
  assert.match(lines.at(-1) ?? "", /in memory only/);
});
