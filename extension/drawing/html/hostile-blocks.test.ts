import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { renderToString } from "preact-render-to-string";
import * as samples from "../../../test/samples/index.ts";
import { runs } from "../../../test/support/runs.ts";
import { present } from "../../actions/present.ts";
import { drawBlocks } from "./draw.ts";

// A kept result is a file in the folder of the lab, and an output may come with somebody else's notebook.
const drawings = Object.values(samples.results).map((result) => present(samples.cell(result), "en"));
const marker = "hostile-";
const hostile = fc.oneof(
  fc.constantFrom(
    `<script>${marker}</script>`,
    `"><img src=x onerror=${marker}>`,
    `' onmouseover='${marker}`,
    `javascript:${marker}`,
    `\u202e${marker}\u0000`,
    "x".repeat(20_000),
  ),
  fc.constantFrom(null, true, -1, 0, 1e308, -1e308, 5e-324, 2 ** 53, "NaN", "__proto__"),
  // What Preact would take for an element, or for the text of one.
  fc.constantFrom(
    { type: "script", props: { children: marker }, constructor: undefined },
    { __html: `<script>${marker}</script>` },
    { dangerouslySetInnerHTML: { __html: `<script>${marker}</script>` } },
    [`<script>${marker}</script>`],
    [],
    {},
  ),
);
const surface = {
  language: "en",
  idPrefix: "",
  html: (html: string) => ({ children: html }),
  scroller: () => ({}),
} as const;

test("blocks that anybody could have written are drawn as text or not at all", () => {
  const counts = { drawn: 0, refused: 0 };
  const changes = fc.array(fc.tuple(fc.nat(100_000), hostile, fc.boolean()), { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(fc.constantFrom(...drawings), changes, (blocks, list) => {
      const changed = structuredClone(blocks) as unknown[]; // They are no blocks any more.
      for (const [at, value, leaveOut] of list) change(changed, at, leaveOut ? undefined : value);
      let html = "";
      try {
        // As it would come from a file.
        html = renderToString(drawBlocks(JSON.parse(JSON.stringify(changed)), surface));
        counts.drawn += 1;
      } catch (error) {
        // The renderer says that it cannot show this, and so does the report.
        assert.ok(error instanceof TypeError, String(error));
        counts.refused += 1;
      }
      assertHarmless(html);
    }),
    { numRuns: runs(3_000) },
  );
  assert.ok(counts.drawn > 100 && counts.refused > 100, JSON.stringify(counts));
});

/** Replaces the nth value in it, or takes it out. */
function change(root: unknown[], nth: number, value: unknown): void {
  const places: { readonly holder: Record<string, unknown>; readonly key: string }[] = [];
  const visit = (holder: object) => {
    for (const [key, inner] of Object.entries(holder)) {
      // Arrays are read by their indices as objects are by their keys.
      places.push({ holder: holder as Record<string, unknown>, key });
      if (typeof inner === "object" && inner !== null) visit(inner);
    }
  };
  visit(root);
  const place = places[nth % places.length];
  if (!place) return;
  if (value === undefined) delete place.holder[place.key];
  // Of its own: the same value put into itself would have no end.
  else place.holder[place.key] = structuredClone(value);
}

function assertHarmless(html: string): void {
  const elements = html.matchAll(/<([a-z][\w-]*)((?:\s+[^\s=>"]+(?:="[^"]*")?)*)\s*\/?>/g);
  let length = 0;
  for (const [whole, name = "", attributes = ""] of elements) {
    length += whole.length;
    assert.doesNotMatch(name, /^(script|iframe|object|embed|img|link|style|base|form|meta)$/, whole);
    for (const [, attribute = "", value = ""] of attributes.matchAll(/\s([^\s=>"]+)(?:="([^"]*)")?/g)) {
      assert.doesNotMatch(attribute, /^on|srcdoc|formaction/i, whole);
      if (/^(href|src|action|xlink:href)$/.test(attribute))
        assert.doesNotMatch(value, /^\s*(javascript|data|command|file):/i);
      if (attribute === "style") assert.doesNotMatch(value, /url\(|expression|hostile-/, whole);
    }
  }
  // All that is no element and no end of one is text.
  const rest = html.replaceAll(/<\/?[a-z][\w-]*(?:\s+[^\s=>"]+(?:="[^"]*")?)*\s*\/?>/g, "");
  assert.doesNotMatch(rest, /</, rest.slice(0, 300));
  assert.ok(length < 10_000_000);
}
