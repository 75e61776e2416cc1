import assert from "node:assert/strict";
import { test } from "node:test";
import { safeHtml, safeMarkdown } from "./safe-html.ts";

test("Markdown becomes HTML", () => {
  assert.equal(safeHtml("Two *hits* read `5`."), "<p>Two <em>hits</em> read <code>5</code>.</p>");
  assert.match(safeHtml("1. a\n2. b"), /<ol>\s*<li>a<\/li>\s*<li>b<\/li>\s*<\/ol>/);
  assert.match(
    safeHtml("[docs](https://www.postgresql.org/)"),
    /<a href="https:\/\/www.postgresql.org\/">docs<\/a>/,
  );
});

test("raw HTML stays text", () => {
  assert.equal(safeHtml("<script>alert(1)</script>"), "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>");
  assert.doesNotMatch(safeHtml('a <img src=x onerror="alert(1)"> b'), /<img/);
});

test("only addresses that a reader can judge become links, and nothing is fetched", () => {
  for (const url of [
    "javascript:alert(1)",
    "JAVASCRIPT:alert(1)",
    "data:text/html,x",
    "command:x",
    "file:///etc/passwd",
    "vscode://x",
    "//x.invalid",
  ]) {
    assert.doesNotMatch(safeHtml(`[x](${url})`), /<a/, url);
    assert.doesNotMatch(safeHtml(`<${url}>`), /<a/, url);
  }
  assert.doesNotMatch(safeHtml("![x](https://x.invalid/x.png)"), /<img/);
});

test("Markdown without HTML is left as it is", () => {
  const markdown = "If `a < b`:\n\n```sql\nSELECT 1 <> 2;\n```\n\n- *one*\n- [two](https://example.org)";
  assert.equal(safeMarkdown(markdown), markdown);
});

test("tags become text, and a fence that never closes is closed", () => {
  assert.equal(safeMarkdown("a <b>c</b>"), "a &lt;b>c&lt;/b>");
  assert.equal(safeMarkdown("```|```"), "```|```");
  assert.equal(safeMarkdown("a <b\n~~~\nc <d"), "a &lt;b\n~~~\nc <d\n~~~");
  assert.equal(safeMarkdown("```\nx </details>"), "```\nx </details>\n```");
});
