import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { renderToString } from "preact-render-to-string";
import { runs } from "../../../test/support/runs.ts";
import { drawForeign, textsIn } from "./foreign.ts";

test("of a result of another version the words for people are shown, in their order", () => {
  const later = {
    version: 2,
    language: "en",
    blocks: [
      { kind: "headline", tone: "bad", says: "400 hits are gone", html: "<p>400 hits are gone</p>" },
      { kind: "table", columns: ["run", "Hits/s"], rows: [["1", "1,200"]], note: null, width: 3 },
    ],
  };
  assert.deepEqual(textsIn(later), ["400 hits are gone", "Hits/s", "1", "1,200"]);
  assert.match(renderToString(drawForeign(later, "en")), /another version.*400 hits are gone/s);
  assert.doesNotMatch(renderToString(drawForeign(null, "en")), /Its text/);
});

test("any data is shown as text, and no more of it than a reader can look at", () => {
  fc.assert(
    fc.property(fc.json(), fc.constantFrom("en", "ru"), (json, language) => {
      const html = renderToString(drawForeign(JSON.parse(json), language));
      assert.equal(
        html.replaceAll(/<\/?(div|p|figure|figcaption|pre|code)( (class|lang)="\w+")*>/g, "").match(/</),
        null,
      );
    }),
    { numRuns: runs(1_000) },
  );
  let deep: unknown = "the deepest words";
  for (let level = 0; level < 100_000; level += 1) deep = [deep];
  assert.deepEqual(textsIn(deep), ["the deepest words"]);
  const many = new Array(100_000).fill("x y".repeat(10_000));
  assert.ok(textsIn(many).join("").length <= 1_000_000);
});
