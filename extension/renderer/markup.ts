const tags = new Set(
  "A BLOCKQUOTE BR CODE DEL EM H1 H2 H3 H4 H5 H6 HR LI OL P PRE S STRONG TABLE TBODY TD TH THEAD TR UL".split(
    " ",
  ),
);

/**
 * The elements that Markdown makes, and nothing else. The lab's own HTML has no more than that; a payload can
 * also come from a notebook of somebody else, so it is not trusted to. A parsed document runs and loads nothing.
 */
export function fromHtml(html: string): DocumentFragment {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  const fragment = document.createDocumentFragment();
  copyChildren(parsed.body, fragment);
  return fragment;
}

function copyChildren(from: Node, to: Node): void {
  for (const child of from.childNodes) {
    if (child instanceof Text) to.appendChild(document.createTextNode(child.data));
    else if (child instanceof HTMLElement && tags.has(child.tagName)) copyElement(child, to);
  }
}

function copyElement(from: HTMLElement, to: Node): void {
  const copy = document.createElement(from.tagName);
  const href = from.getAttribute("href");
  if (href && /^(https?:\/\/|mailto:)/i.test(href)) copy.setAttribute("href", href);
  const start = from.getAttribute("start");
  if (start && /^\d+$/.test(start)) copy.setAttribute("start", start);
  copyChildren(from, copy);
  to.appendChild(copy);
}
