import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { splitSql } from "./split-sql.ts";

test("semicolons separate statements, and the last needs none", () => {
  assert.deepEqual(splitSql("SELECT 1; SELECT 2 ;\nSELECT 3"), ["SELECT 1", "SELECT 2", "SELECT 3"]);
});

test("nothing but blanks and comments is no statement", () => {
  assert.deepEqual(splitSql(" ;; -- a;b\n /* c; /* d; */ e; */ ;"), []);
});

test("a semicolon that separates nothing stays", () => {
  for (const statement of [
    "SELECT ';', 'it''s; so', E'\\';', \"a;b\"",
    "SELECT $$;$$, $tag$ $$;$$ ; $tag$",
    "DO $do$ BEGIN PERFORM 1; END $do$",
    "SELECT 1 /* ; */ -- ;\n + 1",
    "CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2)",
    "SELECT 'не закрыта;",
    "SELECT ценаE'x;'",
  ]) {
    assert.deepEqual(splitSql(`${statement}`), [statement]);
  }
});

test("a dollar inside a name opens no quote", () => {
  assert.deepEqual(splitSql("SELECT a$1; SELECT b$1"), ["SELECT a$1", "SELECT b$1"]);
});

test("whatever is asked, joining quoted values and splitting gives the same statements", () => {
  const value = fc.string().map((text) => `SELECT '${text.replaceAll("'", "''")}'`);
  fc.assert(
    fc.property(fc.array(value), (statements) => {
      assert.deepEqual(splitSql(statements.join(";")), statements);
    }),
  );
});

test("any text comes to an end", () => {
  const text = fc.array(
    fc.constantFrom("'", '"', "$", "$a$", "/*", "*/", "--", "\n", ";", "(", ")", "E", "x"),
  );
  fc.assert(fc.property(text, (pieces) => splitSql(pieces.join("")).length <= pieces.length + 1));
});
