import type { MarkdownIt, StateCore, Token } from "markdown-it";

/** The part of VS Code's API for renderers that extend its own for Markdown cells. */
interface MarkdownContext {
  getRenderer(id: "vscode.markdown-it-renderer"): Promise<MarkdownRenderer | undefined>;
}
interface MarkdownRenderer {
  extendMarkdownIt(extend: (markdown: MarkdownIt) => void): void;
}

/**
 * In a trusted folder VS Code shows the HTML of Markdown cells as it is, with scripts, and it loads remote images
 * anywhere. The notebooks of the lab need neither, and a notebook may be somebody else's. Others stay as they are.
 */
export async function activate({ getRenderer }: MarkdownContext): Promise<void> {
  const renderer = await getRenderer("vscode.markdown-it-renderer");
  renderer?.extendMarkdownIt(keepToMarkdown);
}

export function keepToMarkdown(markdown: MarkdownIt): void {
  markdown.core.ruler.push("surge-lab", ({ tokens, env }: StateCore) => {
    if (!isOfLab(env)) return;
    for (const token of tokens) for (const each of [token, ...(token.children ?? [])]) makeHarmless(each);
  });
}

/** VS Code gives the cell along; the lab's have this in their metadata. */
function isOfLab(env: unknown): boolean {
  return Object(Object(Object(env).outputItem).metadata).surgeLab !== undefined;
}

function makeHarmless(token: Token): void {
  switch (token.type) {
    case "html_block":
    case "html_inline":
      // What begins like a comment may end as something else in a browser.
      if (token.content.trimStart().startsWith("<!--")) token.content = "";
      else token.type = token.type === "html_block" ? "code_block" : "text";
      break;
    case "image":
      if (leadsOut(addressIn(token, "src"))) Object.assign(token, { type: "text", children: null });
      break;
    case "link_open":
      if (/^[\w.+-]+:/.test(addressIn(token, "href")) && !/^(https?|mailto):/i.test(addressIn(token, "href")))
        token.attrSet("href", "#");
  }
}

const addressIn = (token: Token, attribute: string) => String(token.attrGet(attribute) ?? "").trim();

/** Not a file beside the notebook, or below it. */
function leadsOut(address: string): boolean {
  return /^(?:[\w.+-]+:|[/\\]|%2f|%5c)|\.\.|%2e/i.test(address);
}
