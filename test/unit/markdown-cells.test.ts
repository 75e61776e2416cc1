import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import MarkdownIt from "markdown-it";
import { activate, keepToMarkdown } from "../../extension/renderer/markdown.ts";
import { runs } from "../support/runs.ts";

// As VS Code shows Markdown cells in a folder that is trusted: its HTML is not cleaned.
const markdown = new MarkdownIt({ html: true, linkify: true });
markdown.validateLink = () => true;
keepToMarkdown(markdown);
const ours = { outputItem: { metadata: { surgeLab: {} } } };
const shown = (text: string, env: Readonly<Record<string, unknown>> = ours) => markdown.render(text, env);

test("Markdown cells of the lab run nothing, load nothing and lead to no command", () => {
  for (const hostile of [
    "<script>pwned()</script>",
    "<img src=x onerror=pwned()>",
    "text <b onclick=pwned()>bold</b>",
    "<iframe src='https://example.org'></iframe>",
    "<!--> <img src=x onerror=pwned()> -->",
    "<!-- --!> <img src=x onerror=pwned()> -->",
    "text <!-- --!> <img src=x onerror=pwned()> --> text",
    "![a](https://example.org/spy.png)",
    "![a](//example.org/spy.png)",
    "![a](../../secret.png)",
    "![a][b]\n\n[b]: http://example.org/spy.png",
    "[![a](http://example.org/spy.png)](x.md)",
    "[a](command:workbench.action.terminal.new)",
    "[a](vscode://some.extension/do)",
    "[a](javascript:pwned())",
    "[a](file:///etc/passwd)",
    "<vscode:extension/x>",
  ]) {
    const html = shown(hostile);
    assert.doesNotMatch(html, /<(script|img|iframe|b)\b|href="(?!#|x\.md)/, `${hostile}\n${html}`);
  }
});

test("what the notebooks need stays: links to notebooks and pages, pictures of the folder, comments that are not seen", () => {
  assert.match(
    shown("[a](surge.en.lab.md) [b](https://example.org/x#y)"),
    /"surge\.en\.lab\.md".*"https:\/\/example/,
  );
  assert.match(shown("![a](media/a.png)"), /<img src="media\/a\.png" alt="a">/);
  assert.equal(shown("<!-- explains: a -->\n\ntext <!-- b -->").trim(), "<p>text </p>");
});

test("other notebooks stay as they are", () => {
  for (const env of [{}, { outputItem: { metadata: { custom: {} } } }])
    assert.match(shown("<b>x</b> ![a](https://example.org/x.png)", env), /<b>x<\/b> <img src="https/);
});

test("the lab's own notebooks look the same", async () => {
  const plain = new MarkdownIt({ html: true, linkify: true });
  const folder = join(import.meta.dirname, "../../notebooks");
  for (const name of await readdir(folder)) {
    const text = await readFile(join(folder, name), "utf8");
    const seen = (html: string) => html.replaceAll(/<!--[\s\S]*?-->\n?/g, "");
    assert.equal(seen(shown(text)), seen(plain.render(text)), name);
  }
});

test("whatever is written, only the elements of Markdown come out", () => {
  const piece = fc.oneof(
    fc.constantFrom(
      "<",
      ">",
      "<!--",
      "-->",
      "--!>",
      "<img src=x onerror=p>",
      "<script>",
      "</b>",
      "`",
      "```\n",
      "\n",
      "\n\n",
    ),
    fc.constantFrom(
      "[a](",
      "![a](",
      ")",
      "command:x",
      "https://x.y/z",
      "[a]: javascript:x\n",
      "<x:y>",
      "&lt;",
      "> ",
      "- ",
      "    ",
      "|",
    ),
    fc.string({ unit: "binary", maxLength: 5 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 15 }), (pieces) => {
      const html = shown(pieces.join(""));
      for (const [tag, name] of html.matchAll(/<\/?([a-z!][\w-]*)[^>]*>/gi)) {
        assert.match(
          name ?? "",
          /^(p|h[1-6]|pre|code|blockquote|ul|ol|li|a|em|strong|s|br|hr|table|thead|tbody|tr|th|td|img)$/i,
          html,
        );
        assert.doesNotMatch(tag, /\son\w+=|href="(command|javascript|x):|src="https/, html);
      }
    }),
    { numRuns: runs(2_000) },
  );
});

test("it extends the renderer of VS Code where there is one", async () => {
  let extended = 0;
  await activate({ getRenderer: async () => ({ extendMarkdownIt: () => (extended += 1) }) });
  await activate({ getRenderer: async () => undefined });
  assert.equal(extended, 1);
});
