import markdownIt from "markdown-it";

/** Web and mail addresses and anchors: no scripts, no data, no files, no commands of the editor. */
function isSafeLink(url: string): boolean {
  return /^(https?:\/\/|mailto:|#)/i.test(url.trim());
}

const renderer = markdownIt({ html: false, linkify: false, typographer: false });
renderer.validateLink = isSafeLink;
// An image would be fetched as soon as the output is shown: its text stands in its place.
renderer.renderer.rules.image = (tokens, index, options, env, self) =>
  renderer.utils.escapeHtml(self.renderInlineAsText(tokens[index]?.children ?? [], options, env));

/** HTML made from Markdown by a lab's author: raw HTML in it stays text. */
export function safeHtml(markdown: string): string {
  return renderer.render(markdown).trim();
}

// Knows every link and image that some viewer might make of a text.
const viewer = markdownIt({ html: true });
viewer.validateLink = () => true;

/**
 * Markdown that means the same, with raw HTML in it turned into text, every fence closed, and of its links only the
 * safe ones; images become their text. What cannot be made safe so is shown as it was typed.
 */
export function safeMarkdown(markdown: string): string {
  const tagless = outsideCode(markdown, escapeTags);
  const changes = [
    () => tagless,
    () => outsideCode(tagless, withoutUnsafeLinks),
    () => outsideCode(tagless, escapeBrackets),
    () => escapeTags(markdown),
    () => escapeBrackets(escapeTags(markdown)),
  ];
  for (const change of changes) {
    const changed = change();
    const safe = [changed, closeFence(changed)].find(isSafe);
    if (safe !== undefined) return safe;
  }
  return fenced(markdown, "text");
}

/** A block of code whose fence is longer than any run of backticks in it. */
export function fenced(source: string, language: string): string {
  let longest = 2;
  for (const [run] of source.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${source}\n${fence}`;
}

function escapeTags(text: string): string {
  return text.replaceAll("<", "&lt;");
}

function escapeBrackets(text: string): string {
  return text.replaceAll("[", "&#91;");
}

const linkOrImage = /(!?)\[([^[\]\n]*)\]\(([^()\n]*)\)/g;

function withoutUnsafeLinks(text: string): string {
  return text.replaceAll(linkOrImage, (all, image: string, words: string, target: string) =>
    image === "" && isSafeLink(target) ? all : words,
  );
}

const end = "</details>";

/** Has no HTML, no image and no unsafe link, and does not swallow what comes after it. */
function isSafe(markdown: string): boolean {
  const tokens = viewer
    .parse(`${markdown}\n\n${end}`, {})
    .flatMap((token) => [token, ...(token.children ?? [])]);
  const html = tokens.filter(({ type }) => type === "html_block" || type === "html_inline");
  const leads = tokens.filter(({ type }) => type === "image" || type === "link_open");
  return (
    html.length === 1 &&
    html[0]?.level === 0 &&
    html[0].content.trim() === end &&
    leads.every((token) => token.type === "link_open" && isSafeLink(String(token.attrGet("href"))))
  );
}

function outsideCode(markdown: string, change: (text: string) => string): string {
  return readFences(markdown)
    .lines.map(({ text, isCode }) => (isCode ? text : outsideSpans(text, change)))
    .join("\n");
}

/** A span ends at the next run of backticks that is as long as the one that begins it. */
function outsideSpans(line: string, change: (text: string) => string): string {
  const runs = [...line.matchAll(/`+/g)].map(({ 0: { length }, index }) => ({ index, length }));
  const next = new Map<number, number>();
  const ends = runs
    .toReversed()
    .map(({ index, length }) => {
      const closing = next.get(length);
      next.set(length, index);
      return closing === undefined ? undefined : closing + length;
    })
    .toReversed();
  let result = "";
  let done = 0;
  for (const [number, { index }] of runs.entries()) {
    const closed = ends[number];
    if (closed === undefined || index < done || line[index - 1] === "\\") continue;
    result += change(line.slice(done, index)) + line.slice(index, closed);
    done = closed;
  }
  return result + change(line.slice(done));
}

function closeFence(markdown: string): string {
  const { open } = readFences(markdown);
  return open === undefined ? markdown : `${markdown}\n${open}`;
}

const fenceLine = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})(.*)$/s;

/** The lines, each inside or outside a block of code, and the fence that stays open at the end. */
function readFences(markdown: string) {
  let open: string | undefined;
  const lines = markdown.split("\n").map((text) => {
    const before = open;
    const [, fence, rest = ""] = fenceLine.exec(text) ?? [];
    if (fence !== undefined) {
      if (open === undefined) open = fence;
      else if (fence.startsWith(open) && rest.trim() === "") open = undefined;
    }
    return { text, isCode: before !== undefined || open !== undefined };
  });
  return { lines, open };
}
