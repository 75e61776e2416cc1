import assert from "node:assert/strict";
import { test } from "node:test";
import markdownIt from "markdown-it";
import { growth } from "../../test/support/growth.ts";
import { fenced, safeHtml, safeMarkdown } from "./safe-html.ts";

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
  assert.equal(safeHtml("![a *b* <c](https://x.invalid/x.png)"), "<p>a b &lt;c</p>");
});

test("Markdown keeps the same links, and images become their text", () => {
  for (const url of ["https://example.org/a?b=c", "http://example.org", "mailto:a@example.org"])
    assert.equal(safeMarkdown(`See [x](${url}).`), `See [x](${url}).`);
  for (const url of [
    "command:x",
    "COMMAND:x?%5B1%5D",
    "javascript:x",
    "vscode://x",
    "file:///x",
    "//x.invalid",
  ])
    assert.equal(safeMarkdown(`[a](https://a.example) [*x*](${url})`), "[a](https://a.example) *x*", url);
  assert.equal(safeMarkdown("a ![*x*](https://x.invalid/x.png) b"), "a *x* b");
  assert.equal(safeMarkdown("`[x](command:x)` stays"), "`[x](command:x)` stays");
});

test("no way of writing a link or an image gets past", () => {
  const viewer = markdownIt({ html: true });
  viewer.validateLink = () => true;
  for (const markdown of [
    "[x][1]\n\n[1]: command:x",
    "[x]\n\n[x]: <command:x>",
    "![x][1]\n\n[1]: https://x.invalid/x.png",
    "[x](<command:x>)",
    "[x](command&#58;x)",
    "[x](\\command:x)",
    "[x](command:x (y))",
    "[[x](command:x)](https://a.example)",
    "[![x](https://x.invalid/x.png)](command:x)",
    "[x\n](command:x)",
    "<command:x>",
    "`[x](command:x)",
    "~~~\n[x](command:x)\n~~~\n[y](command:y)",
  ]) {
    assert.doesNotMatch(viewer.render(safeMarkdown(markdown)), /<img|href="(?!https)/, markdown);
  }
});

test("text of any kind takes time in proportion to its length", () => {
  for (const piece of ["`", "~", "` ", "`` ` ", "\n```", "!["]) {
    const work = (size: number) => {
      const text = piece.repeat(size);
      safeMarkdown(text);
      fenced(text, "text");
      safeHtml(text);
    };
    const factor = growth(work, 600, 8);
    assert.ok(factor < 24, `${JSON.stringify(piece)}: ${factor.toFixed(1)} times the time`);
  }
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
