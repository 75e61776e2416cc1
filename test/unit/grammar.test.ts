import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { actions } from "../../extension/actions/index.ts";
import { cellKeys } from "../../extension/document/help-text.ts";

interface Pattern {
  readonly match: string;
  readonly name?: string;
  readonly captures?: Readonly<Record<string, { readonly name: string }>>;
}

const file = new URL("../../media/surge-lab.tmLanguage.json", import.meta.url);
const grammar: { injections: Record<string, { patterns: Pattern[] }> } = JSON.parse(
  readFileSync(file, "utf8"),
);
const patternsFor = (selector: string) => grammar.injections[selector]?.patterns ?? [];

/** The scope of the first pattern that matches at the first place of the line, as a TextMate engine applies them. */
function scopeIn(line: string, patterns: readonly Pattern[]): string | undefined {
  const found = patterns.flatMap(({ match, name, captures }) => {
    const [place] = line.matchAll(new RegExp(match, "dg"));
    const scopes =
      name ??
      Object.values(captures ?? {})
        .map((capture) => capture.name)
        .join(" ");
    return place ? [{ at: place.index, scopes }] : [];
  });
  return found.toSorted((a, b) => a.at - b.at)[0]?.scopes;
}

describe("the colours of a cell", () => {
  // YAML's own grammar finds the keys; these patterns look at what it has marked as a key, in its line.
  const keyScope = (line: string) => scopeIn(line, patternsFor("L:meta.map.key string.unquoted"));

  test("mark every action, without a list of them", () => {
    for (const { name } of [...actions, { name: "a-new_action" }]) {
      for (const line of [`${name}:`, `${name}: { a: 1 }`, `${name} : x`]) {
        assert.equal(keyScope(line), "keyword.control.action.surge-lab", line);
      }
      assert.ok(!readFileSync(file, "utf8").includes(`|${name}|`), `${name} is listed`);
    }
  });

  test("mark the keys that every cell can have differently", () => {
    for (const key of Object.keys(cellKeys)) {
      for (const line of [`${key}:`, `${key}: { lost: 0 }`]) {
        assert.equal(keyScope(line), "keyword.other.foresight.surge-lab", line);
      }
    }
    assert.equal(keyScope("expected:"), "keyword.control.action.surge-lab");
  });

  test("leave the keys of parameters and values to YAML", () => {
    for (const line of [
      "  strategy: naive",
      " load:",
      "- question: x",
      "# load:",
      "",
      "load",
      "a text: x",
      "load:x",
    ]) {
      assert.equal(keyScope(line), undefined, line);
    }
  });

  test("mark a comparison in quotes, and no other text", () => {
    const textScope = (line: string) => scopeIn(line, patternsFor("L:string.quoted"));
    for (const line of ['"> 0"', "'<= 100'", '"= ok"', '"!= ledger.ok"']) {
      assert.match(
        textScope(line) ?? "",
        /keyword\.operator\.comparison.*constant\.numeric\.condition/,
        line,
      );
    }
    for (const line of ['"naive"', '"a > b"', '""']) assert.equal(textScope(line), undefined, line);
  });
});
