import markdownIt from "markdown-it";

const renderer = markdownIt({ html: false, linkify: false, typographer: false });

/** Only what a reader can judge by its address: no scripts, no data, no files, no commands of the editor. */
renderer.validateLink = (url) => /^(https?:\/\/|mailto:|#)/i.test(url.trim());
// An image would be fetched as soon as the output is shown.
renderer.disable("image");

/** HTML made from Markdown by a lab's author: raw HTML in it stays text. */
export function safeHtml(markdown: string): string {
  return renderer.render(markdown).trim();
}

const htmlFinder = markdownIt({ html: true });

/** Markdown that means the same, with raw HTML in it turned into text and every fence closed. */
export function safeMarkdown(markdown: string): string {
  const kept = closeFence(outsideCode(markdown, escapeTags));
  return holdsHtml(kept) ? escapeTags(kept) : kept;
}

function escapeTags(text: string): string {
  return text.replaceAll("<", "&lt;");
}

function holdsHtml(markdown: string): boolean {
  return htmlFinder
    .parse(markdown, {})
    .some(
      ({ type, children }) =>
        type === "html_block" || children?.some((child) => child.type === "html_inline"),
    );
}

const fencedOrInline =
  /^ {0,3}(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^ {0,3}\1[`~]*[ \t]*$|(?![\s\S]))|(?<![`\\])(`+)(?!`)[^\n]*?(?<!`)\2(?!`)/gm;

function outsideCode(markdown: string, change: (text: string) => string): string {
  let result = "";
  let end = 0;
  for (const match of markdown.matchAll(fencedOrInline)) {
    result += change(markdown.slice(end, match.index)) + match[0];
    end = match.index + match[0].length;
  }
  return result + change(markdown.slice(end));
}

function closeFence(markdown: string): string {
  let open: string | undefined;
  for (const line of markdown.split("\n")) {
    const [, fence, rest] = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line) ?? [];
    if (fence === undefined) continue;
    if (open === undefined) open = fence;
    else if (fence.startsWith(open) && rest?.trim() === "") open = undefined;
  }
  return open ? `${markdown}\n${open}` : markdown;
}
