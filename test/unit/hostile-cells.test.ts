import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { actions } from "../../extension/actions/index.ts";
import { actionName, interpretAll, interpretCell } from "../../extension/document/cell.ts";
import { CellError } from "../../extension/document/cell-error.ts";
import { complete } from "../../extension/document/complete.ts";
import type { KnownNames } from "../../extension/document/described-action.ts";
import { formatCell } from "../../extension/document/format.ts";
import { hover } from "../../extension/document/hover.ts";
import { newCell } from "../../extension/document/parse.ts";
import { parseRedis } from "../../extension/inspection/redis-commands.ts";
import { splitSql } from "../../extension/stack/connections/split-sql.ts";
import { inTime, pumped } from "../support/pumps.ts";
import { runs } from "../support/runs.ts";

// A notebook may come from anybody, and VS Code reads its cells before anybody trusts it.

const names: KnownNames = { strategies: [{ name: "naive", about: undefined, processes: true }] };
const keys = actions.flatMap(({ name, parameters }) => [
  name,
  ...Object.keys(Object(parameters).shape ?? {}),
]);
const hostileKeys = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "<<",
  "? a",
  '"',
  "ключ",
];
const key = fc.constantFrom(...keys, "predict", "expect", "needs", "why", ...hostileKeys);
const scalar = fc.oneof(
  fc.constantFrom(
    "",
    "~",
    "null",
    "true",
    "naive",
    "1000",
    "-1",
    "1e999",
    "0x7fffffffffffffffff",
    "0o777",
    "1_000",
  ),
  fc.constantFrom(
    ".nan",
    "-.inf",
    "2026-02-30",
    "!!js/function 'x'",
    "!!binary aaaa",
    "&a",
    "*a",
    "> 0",
    "'> 0'",
  ),
  fc.constantFrom(
    '"\\u0000"',
    '"\\ud800"',
    "|\n  a",
    ">-\n  b",
    "'",
    '"',
    "@x",
    "`x`",
    "%x",
    "\u202e",
    "\u0085",
    "# c",
  ),
  fc.integer().map(String),
  fc.double().map(String),
  fc.string({ unit: "binary", maxLength: 12 }),
);
/** Texts that are YAML, or nearly so: mappings and lists of the lab's own keys and of odd ones, in both styles. */
const { text } = fc.letrec<{ text: string }>((tie) => {
  const inner = tie("text");
  const indented = inner.map((value) => `\n${value.replaceAll(/^/gm, "  ")}`);
  const value = fc.oneof({ weight: 4, arbitrary: scalar }, { weight: 2, arbitrary: indented });
  const valid = fc.constantFrom(
    "load:\n  strategy: naive",
    "start:",
    "inspect:",
    "predict: { stored: 1 }",
    "needs: [kafka]",
    "# x",
  );
  const pair = fc
    .tuple(key, fc.constantFrom(": ", ": ", ": ", ":", ": &a ", ": *a", " :"))
    .map((all) => all.join(""));
  const block = fc.array(fc.tuple(pair, value), { minLength: 1, maxLength: 4 });
  const flow = fc.array(fc.tuple(pair, scalar), { maxLength: 4 });
  return {
    text: fc.oneof(
      { depthSize: "small" },
      scalar,
      { weight: 4, arbitrary: fc.uniqueArray(valid, { minLength: 1 }).map((parts) => parts.join("\n")) },
      block.map((pairs) => pairs.map((all) => all.join("")).join("\n")),
      fc
        .array(value, { minLength: 1, maxLength: 3 })
        .map((items) => items.map((item) => `- ${item}`).join("\n")),
      flow.map((pairs) => `{ ${pairs.map((all) => all.join("")).join(", ")} }`),
    ),
  };
});

describe("cells of YAML that anybody could have written", () => {
  test("are understood, or refused at places in the cell; the editor says what it can at any place", () => {
    const seen = { understood: 0, refused: 0 };
    fc.assert(
      fc.property(text, fc.nat(), (written, n) => {
        const cell = newCell("yaml", undefined, written, "\n");
        const lines = cell.code.split("\n");
        const problems = interpretAll(cell, actions);
        for (const { line, column, endColumn, message } of problems) {
          assert.ok(line >= 1 && line <= lines.length && column >= 1 && endColumn > column, message.en);
          assert.ok(message.en.length < 2_000 && message.ru.length < 2_000);
        }
        seen[problems.length > 0 ? "refused" : "understood"] += 1;
        if (problems.length > 0) assert.throws(() => interpretCell(cell, actions), CellError);
        else interpretCell(cell, actions);
        actionName(cell);
        const offset = n % (cell.code.length + 1);
        const { from, to } = complete(cell.code, offset, actions, names);
        assert.ok(from >= 0 && from <= offset && offset <= to && to <= cell.code.length);
        const hint = hover(cell.code, offset, actions, names);
        assert.ok(!hint || (hint.from <= offset && offset <= hint.to));
        formatCell(cell.code);
        assert.deepEqual(Object.keys(Object.prototype), []);
      }),
      { numRuns: runs(1_000) },
    );
    assert.ok(seen.understood > 20 && seen.refused > 300, JSON.stringify(seen));
  });

  test("cannot reach what all objects share", () => {
    for (const code of [
      "load: { __proto__: { strategy: naive } }",
      "__proto__: { polluted: 1 }\nload: { strategy: naive }",
      "load: { strategy: naive }\npredict: { __proto__: 1, constructor: 1 }",
      "load: { strategy: naive }\nexpect: { __proto__.polluted: 1, constructor.prototype.polluted: 1 }",
    ]) {
      const cell = newCell("yaml", undefined, code, "\n");
      interpretAll(cell, actions);
      assert.deepEqual([Object({}).polluted, Object.keys(Object.prototype)], [undefined, []], code);
    }
  });
});

test("the app of a cell is on this machine, whatever its URL looks like", () => {
  const start = (url: string) =>
    interpretAll(
      newCell(
        "yaml",
        undefined,
        `start: { app: { url: ${JSON.stringify(url)}, hit: POST /hit, stored: { get: /count, key: n } } }`,
        "\n",
      ),
      actions,
    );
  for (const url of ["http://127.0.0.1:8000", "http://localhost", "http://[::1]:80"])
    assert.deepEqual(start(url), []);
  for (const url of [
    "http://169.254.169.254/",
    "http://10.0.0.1",
    "http://127.0.0.1@example.org",
    "http://127.0.0.1.example.org",
    "http://127.0.0.1:80@example.org",
    "http://127.0.0.1:8000/x",
    "http://127.0.0.1:8000#@example.org",
    "http://localhost\\@example.org",
    "http://localhost:80\n@example.org",
    "http://[::ffff:169.254.169.254]",
    "http://0x7f000001",
    "https://127.0.0.1",
    "file:///etc/passwd",
    "http://127.0.0.1:8000\n",
  ])
    assert.equal(start(url).length, 1, url);
  for (const route of [
    "POST //example.org/hit",
    "POST http://example.org",
    "POST /a b",
    "CONNECT /x",
    "POST @example.org",
  ]) {
    const code = `start: { app: { url: "http://127.0.0.1", hit: ${JSON.stringify(route)}, stored: { get: /n, key: n } } }`;
    const problems = interpretAll(newCell("yaml", undefined, code, "\n"), actions);
    // Two slashes are part of a path: what stands before them is the address.
    assert.equal(problems.length, route.startsWith("POST //") ? 0 : 1, route);
  }
});

describe("a cell is read in a time that grows with its length only", () => {
  const readers: Readonly<Record<string, (text: string) => unknown>> = {
    interpretAll: (code) => interpretAll(newCell("yaml", undefined, code, "\n"), actions),
    complete: (code) => complete(code, code.length, actions, names),
    "complete in the middle": (code) => complete(code, code.length >> 1, actions, names),
    hover: (code) => hover(code, code.length >> 1, actions, names),
    formatCell,
    splitSql,
    parseRedis: (code) => {
      try {
        parseRedis(code);
      } catch {
        // An open quotation mark.
      }
    },
  };
  for (const [name, reader] of Object.entries(readers)) {
    test(name, () => {
      for (const code of pumped(20_000)) inTime(() => reader(code), code);
    });
  }
});
