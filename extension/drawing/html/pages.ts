import { h, type JSX } from "preact";
import type { Block, PagesBlock } from "../blocks.ts";
import { text } from "./checks.ts";
import type { Surface } from "./surface.ts";

/**
 * Radio buttons, which the arrow keys go through without a script: a report has none. "Next" and "previous" are labels
 * of their neighbours, for the mouse.
 */
export function drawPages(
  { caption, previous, next, pages }: PagesBlock,
  index: number,
  surface: Surface,
  draw: (block: Block, index: number, surface: Surface) => JSX.Element,
): JSX.Element {
  const name = `${surface.idPrefix}pages-${index}`;
  const idOf = (page: number) => `${name}-${(page + pages.length) % pages.length}`;
  const turn = (label: string, to: number) =>
    h("label", { class: "turn", for: idOf(to), "aria-hidden": "true" }, text(label));
  return h(
    "div",
    { class: "pages", role: "group", "aria-label": text(caption) },
    pages.map(({ title, blocks }, page) => {
      const radio = h("input", {
        type: "radio",
        id: idOf(page),
        name,
        "aria-label": text(title),
        onKeyDown: keepArrows,
        // The reader's choice stays when the same output is drawn again.
        defaultChecked: page === 0,
      });
      return h(
        "div",
        { class: "page" },
        h("label", { class: "page-number" }, radio, h("span", { "aria-hidden": "true" }, String(page + 1))),
        h(
          "div",
          { class: "page-content" },
          h(
            "p",
            { class: "page-title" },
            turn(`‹ ${text(previous)}`, page - 1),
            turn(`${text(next)} ›`, page + 1),
            h("span", null, title),
          ),
          blocks.map((block, at) => draw(block, at, { ...surface, idPrefix: `${idOf(page)}-` })),
        ),
      );
    }),
  );
}

/** The editor would go to another cell by the same key. */
function keepArrows(event: KeyboardEvent): void {
  if (event.key.startsWith("Arrow")) event.stopPropagation();
}
