import assert from "node:assert/strict";
import { test } from "node:test";
import { cell } from "../../../test/samples/index.ts";
import { present } from "../present.ts";
import type { TableResult } from "./result.ts";

function headline(action: TableResult["action"], command: string, columns: string[], rows: string[][]) {
  const statements = [{ command, columns, rows, truncatedAt: null, error: null }];
  const [first] = present(cell({ action, statements }), "en");
  return first?.kind === "verdict" ? first.text : undefined;
}

test("a cell that asked for one value has it in its headline", () => {
  assert.equal(headline("redis", "GET surge:x", ["reply"], [["1000"]]), "GET surge:x: 1000");
  assert.equal(headline("sql", "SELECT 1", ["count"], [["42"]]), "count: 42");
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
