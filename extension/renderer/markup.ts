import { type ComponentChild, h } from "preact";

const tags = new Set(
  "A BLOCKQUOTE BR CODE DEL EM H1 H2 H3 H4 H5 H6 HR LI OL P PRE S STRONG TABLE TBODY TD TH THEAD TR UL".split(
    " ",
  ),
);

/**
 * The elements that Markdown makes, and nothing else: the lab writes no others, but a notebook may come from
 * somebody else. A parsed document runs no script and loads nothing.
 */
export function fromHtml(html: string): ComponentChild[] {
  return childrenOf(new DOMParser().parseFromString(html, "text/html").body);
}

function childrenOf(from: Node): ComponentChild[] {
  return [...from.childNodes].flatMap((child): ComponentChild[] => {
    if (child instanceof Text) return [child.data];
    return child instanceof HTMLElement && tags.has(child.tagName) ? [copied(child)] : [];
  });
}

function copied(from: HTMLElement): ComponentChild {
  const href = from.getAttribute("href");
  const start = from.getAttribute("start");
  return h(
    from.localName,
    {
      ...(href && /^(https?:\/\/|mailto:)/i.test(href) && { href }),
      ...(start && /^\d+$/.test(start) && { start }),
    },
    childrenOf(from),
  );
}
