import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import markdownIt from "markdown-it";
import * as samples from "../../test/samples/index.ts";
import type { Result } from "../actions/index.ts";
import { present } from "../actions/present.ts";
import { languages } from "../common/language.ts";
import type { Block } from "./blocks.ts";
import { renderMarkdown } from "./markdown.ts";

const viewer = markdownIt({ html: true });

function markdownOf(result: Result): string {
  return renderMarkdown(present(samples.cell(result), "en"));
}

/** The raw HTML that a viewer would pass on. */
function htmlIn(markdown: string): string[] {
  return viewer
    .parse(markdown, {})
    .flatMap((token) => [token, ...(token.children ?? [])])
    .filter(({ type }) => type === "html_block" || type === "html_inline")
    .map(({ content }) => content.trim());
}

test("a load in Markdown has the order of the terminal", () => {
  const markdown = renderMarkdown(present(samples.naiveCell, "en")).replaceAll("\u00a0", " ");
  const order = [
    "**✓ as expected · ≠ Stored 81. At least 446 acknowledged hits are gone; 473 were refused (53300 too\\_many\\_connections).**",
    "Your prediction: stored 1,000, measured 81",
    "```text\nattempted 1,000  █",
    "189 ok/s · p50 112 ms · p99 478 ms · closed loop, 50 connections, 2.8 s · embedded, PostgreSQL 16.14, 2 cores",
    "<details><summary>Answers per second, in numbers</summary>\n\n| Until, s |",
    "<details><summary>Latency of the answers, in numbers</summary>",
    "| 53300 too\\_many\\_connections | 473 | PostgreSQL had no free connection",
    "> A surprise is worth more",
    "473 hits were refused, and 446 or more",
    "<details><summary>Answer</summary>\n\nThe refusals:",
    "```sh\nab -l -m POST -n 1000 -c 50 http://127.0.0.1:41873/naive/hit\n```",
    "<details><summary>Machine and versions</summary>\n\n- Run: 1\n",
  ].map((part) => markdown.indexOf(part));
  assert.deepEqual(
    order,
    [...order].sort((a, b) => a - b),
  );
  assert.ok(!order.includes(-1), JSON.stringify(order));
});

test("no result brings HTML of its own, but what unfolds", () => {
  for (const language of languages) {
    for (const result of Object.values(samples.results)) {
      const markdown = renderMarkdown(present(samples.cell(result), language));
      for (const html of htmlIn(markdown))
        assert.match(html, /^(<details><summary>[^<>]*<\/summary>|<\/details>)$/);
      assert.doesNotMatch(markdown, /undefined|NaN|\[object/);
    }
  }
});

const nasty = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 30 }),
  fc
    .array(
      fc.constantFrom(
        ...[
          "|",
          "\\",
          "`",
          "```",
          "<",
          ">",
          "<script>alert(1)</script>",
          "<!--",
          "\n",
          "\r\n",
          "\n\n",
          "&lt;",
        ],
        ...[
          "[x](javascript:alert(1))",
          "![x](http://x.invalid/)",
          "**",
          "# ",
          "- ",
          "1. ",
          "---",
          "~~~",
          "</details>",
          " ",
          "a",
        ],
      ),
      { maxLength: 12 },
    )
    .map((pieces) => pieces.join("")),
);

test("tables keep as many cells in each row as columns, whatever the data", () => {
  fc.assert(
    fc.property(
      fc.array(nasty, { minLength: 1, maxLength: 5 }),
      fc.array(nasty, { maxLength: 15 }),
      (columns, cells) => {
        const rows = [cells.slice(0, columns.length), cells.slice(columns.length)];
        const statement = { command: "SELECT 2", columns, rows, truncatedAt: null, error: null };
        const tokens = viewer.parse(markdownOf({ action: "sql", statements: [statement] }), {});
        const count = (type: string) => tokens.filter((token) => token.type === type).length;
        assert.equal(count("table_open"), 1);
        assert.equal(count("tr_open"), 1 + rows.length);
        assert.equal(count("th_open"), columns.length);
        assert.equal(count("td_open"), rows.length * columns.length);
        const inline = tokens.flatMap(({ children }) => children ?? []).map(({ type }) => type);
        assert.ok(
          inline.every((type) => type === "text" || type.startsWith("strong")),
          inline.join(" "),
        );
      },
    ),
  );
});

test("text from data stays text in every kind of block", () => {
  fc.assert(
    fc.property(nasty, nasty, (one, other) => {
      const blocks: Block[] = [
        { kind: "verdict", sign: "✗", text: one },
        { kind: "line", text: other, lead: one },
        { kind: "line", text: one, tone: "hint" },
        { kind: "line", text: one, tone: "command" },
        { kind: "log", caption: one, lines: [other, one] },
        { kind: "code", title: one, language: "ts", source: other },
        { kind: "details", summary: one, items: [[one, other]] },
        { kind: "verdict", sign: "•", text: "the end" },
      ];
      const markdown = renderMarkdown(blocks);
      for (const html of htmlIn(markdown))
        assert.match(html, /^(<details><summary>[^<>]*<\/summary>|<\/details>)$/);
      const fences = viewer.parse(markdown, {}).filter(({ type }) => type === "fence");
      assert.equal(fences.length, 3);
      assert.match(viewer.render(markdown), /<p><strong>• the end<\/strong><\/p>\s*$/);
    }),
  );
});

test("an answer cannot get out of its fold", () => {
  fc.assert(
    fc.property(nasty, nasty, (question, answer) => {
      const markdown = markdownOf({ action: "discuss", questions: [{ question, answer }] });
      const html = htmlIn(markdown);
      assert.ok(html.length <= 2, html.join("\n"));
      for (const one of html) assert.match(one, /^(<details><summary>Answer<\/summary>|<\/details>)$/);
    }),
  );
});
