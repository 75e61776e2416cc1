import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { tokensByLine } from "./highlight.ts";

const kinds = (source: string, language: string) =>
  tokensByLine(source, language)
    .flat()
    .flatMap(([text, kind]) => (kind ? [`${kind}: ${text}`] : []));

test("comments, strings, keywords and numbers are told apart", () => {
  assert.deepEqual(kinds("const a = 1; // no `string`", "ts"), [
    "keyword: const",
    "number: 1",
    "comment: // no `string`",
  ]);
  assert.deepEqual(kinds("x = 'not # one' # one", "python"), ["string: 'not # one'", "comment: # one"]);
  assert.deepEqual(kinds("SELECT 5 -- five", "sql"), ["keyword: SELECT", "number: 5", "comment: -- five"]);
  assert.deepEqual(kinds("anything 1", ""), []);
  assert.deepEqual(kinds("`one\ntwo`", "js"), ["string: `one", "string: two`"], "a string of two lines");
});

test("no character of a strategy is lost or added, whatever is in it", async () => {
  for (const [folder, language] of [
    ["app/strategies", "ts"],
    ["fastapi/strategies", "python"],
  ] as const) {
    const at = path.join(import.meta.dirname, "../../../lab-stack", folder);
    for (const file of (await readdir(at)).filter((name) => /\.(ts|py)$/.test(name))) {
      const source = await readFile(path.join(at, file), "utf8");
      const lines = tokensByLine(source, language).map((line) => line.map(([text]) => text).join(""));
      assert.equal(lines.join("\n"), source, file);
    }
  }
  for (const odd of ["'", '"', "`", '"""', "/*", "\\", "a\n'b\nc'"]) {
    const lines = tokensByLine(odd, "ts").map((line) => line.map(([text]) => text).join(""));
    assert.equal(lines.join("\n"), odd);
  }
});
