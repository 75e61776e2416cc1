import assert from "node:assert/strict";
import { test } from "node:test";
import { cell } from "../../../test/samples/index.ts";
import { renderMarkdown } from "../../drawing/markdown.ts";
import { renderText } from "../../drawing/text.ts";
import { present } from "../present.ts";
import type { TableResult } from "./result.ts";

function shown(action: TableResult["action"], command: string, columns: string[], rows: string[][]) {
  const statements = [{ command, columns, rows, truncatedAt: null, error: null }];
  return present(cell({ action, statements }), "en");
}

function headline(action: TableResult["action"], command: string, columns: string[], rows: string[][]) {
  const [first] = shown(action, command, columns, rows);
  return first?.kind === "verdict" ? first.text : undefined;
}

test("a cell that asked for one value has it in its headline", () => {
  assert.equal(headline("redis", "GET surge:x", ["reply"], [["1000"]]), "GET surge:x: 1000");
  assert.equal(headline("sql", "SELECT 1", ["count"], [["42"]]), "count: 42");
});

test("nothing is said twice: not the only value, and not the only statement", () => {
  const kinds = (rows: string[][]) => shown("redis", "LRANGE x 0 9", ["reply"], rows).map(({ kind }) => kind);
  assert.deepEqual(kinds([["1000"]]), ["verdict"]);
  assert.deepEqual(kinds([["1"], ["2"]]), ["verdict", "table"]);
  const [, table] = shown("redis", "LRANGE x 0 9", ["reply"], [["1"], ["2"]]);
  assert.ok(table?.kind === "table" && table.saidAbove);
  for (const text of [renderText([table], { colour: false, language: "en" }), renderMarkdown([table])])
    assert.doesNotMatch(text, /LRANGE/);
});

test("what the role of cells may not do comes with the way to say that it must", () => {
  const error = { code: "42501", message: "permission denied", hint: null };
  const shown = (code: string) =>
    JSON.stringify(
      present(
        cell({
          action: "sql",
          statements: [
            { command: "COPY", columns: [], rows: [], truncatedAt: null, error: { ...error, code } },
          ],
        }),
        "en",
      ),
    );
  assert.match(shown("42501"), /-- as: superuser/);
  assert.doesNotMatch(shown("42601"), /superuser/);
});

test("what is not one value stands in the table alone", () => {
  assert.equal(headline("sql", "SELECT 2", ["value"], [["1"], ["2"]]), "SELECT 2");
  assert.equal(headline("sql", "SELECT 1", ["a", "b"], [["1", "2"]]), "SELECT 1");
  assert.equal(headline("sql", "UPDATE 3", [], []), "UPDATE 3");
  assert.equal(headline("redis", "GET x", ["reply"], [["y".repeat(61)]]), "GET x");
});
