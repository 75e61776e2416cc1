import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { tablesOf } from "./schema.ts";

const initSql = readFileSync(new URL("../../../../lab-stack/init.sql", import.meta.url), "utf8");

test("the tables of init.sql are found, all of them, with their columns", () => {
  const tables = tablesOf(initSql);
  assert.equal(tables.length, initSql.match(/^CREATE TABLE/gm)?.length);
  const columns = Object.fromEntries(tables.map(({ name, columns }) => [name, columns]));
  assert.deepEqual(columns.counter, ["strategy", "value"]);
  assert.deepEqual(columns.slots, ["strategy", "slot", "value"]);
  assert.deepEqual(columns.queue, ["id", "strategy", "hit_id"]);
  assert.ok(tables.every(({ create }) => create.startsWith("CREATE TABLE surge_lab.")));
});

test("commas in types, defaults and comments separate no columns", () => {
  const [table] = tablesOf(`
    -- one; two
    CREATE TABLE surge_lab.odd (
      a numeric(10, 2) DEFAULT (1), -- a, b
      b text CHECK (b IN ('x', 'y')),
      UNIQUE (a, b)
    );`);
  assert.deepEqual(table?.columns, ["a", "b"]);
});
