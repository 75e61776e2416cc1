import markdownIt from "markdown-it";

const renderer = markdownIt({ html: false, linkify: false, typographer: false });

/** Web and mail addresses and anchors: no scripts, no data, no files, no commands of the editor. */
renderer.validateLink = (url) => /^(https?:\/\/|mailto:|#)/i.test(url.trim());
// An image would be fetched as soon as the output is shown.
renderer.disable("image");

/** HTML made from Markdown by a lab's author: raw HTML in it stays text. */
export function safeHtml(markdown: string): string {
  return renderer.render(markdown).trim();
}

const viewer = markdownIt({ html: true });

/**
 * Markdown that means the same, with raw HTML in it turned into text and every fence closed. What cannot be
 * made safe so is shown as it was typed.
 */
export function safeMarkdown(markdown: string): string {
  const gentle = outsideCode(markdown, escapeTags);
  const thorough = escapeTags(markdown);
  const versions = [gentle, closeFence(gentle), thorough, closeFence(thorough)];
  return versions.find(standsAlone) ?? fenced(markdown, "text");
}

/** A block of code whose fence is longer than any run of backticks in it. */
export function fenced(source: string, language: string): string {
  const longest = Math.max(2, ...[...source.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${source}\n${fence}`;
}

function escapeTags(text: string): string {
  return text.replaceAll("<", "&lt;");
}

const end = "</details>";

/** Has no HTML, and does not swallow what comes after it. */
function standsAlone(markdown: string): boolean {
  const html = viewer
    .parse(`${markdown}\n\n${end}`, {})
    .flatMap((token) => [token, ...(token.children ?? [])])
    .filter(({ type }) => type === "html_block" || type === "html_inline");
  return html.length === 1 && html[0]?.level === 0 && html[0].content.trim() === end;
}

const codeBlock =
  /^ {0,3}(?<fence>`{3,}(?=[^`\n]*$)|~{3,})[^\n]*\n[\s\S]*?(?:^ {0,3}\k<fence>[`~]*[ \t]*$|(?![\s\S]))/;
const codeSpan = /(?<![`\\])(?<ticks>`+)(?!`)[^\n]*?(?<!`)\k<ticks>(?!`)/;
const code = new RegExp(`${codeBlock.source}|${codeSpan.source}`, "gm");

function outsideCode(markdown: string, change: (text: string) => string): string {
  let result = "";
  let done = 0;
  for (const match of markdown.matchAll(code)) {
    result += change(markdown.slice(done, match.index)) + match[0];
    done = match.index + match[0].length;
  }
  return result + change(markdown.slice(done));
}

function closeFence(markdown: string): string {
  let open: string | undefined;
  for (const line of markdown.split("\n")) {
    const [, fence, rest = ""] = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})(.*)$/.exec(line) ?? [];
    if (fence === undefined) continue;
    if (open === undefined) open = fence;
    else if (fence.startsWith(open) && rest.trim() === "") open = undefined;
  }
  return open ? `${markdown}\n${open}` : markdown;
}
