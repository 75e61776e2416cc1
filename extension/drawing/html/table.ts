import { h, type JSX } from "preact";
import type { DetailsBlock, TableBlock, TableColumn } from "../blocks.ts";
import { text, withCode } from "./checks.ts";
import type { Surface } from "./surface.ts";

export function drawTable(
  { caption, saidAbove, columns, rows, note }: TableBlock,
  { scroller }: Pick<Surface, "scroller">,
): JSX.Element {
  const cell = (content: string, index: number) => {
    const look = columns[index] && lookOf(columns[index]);
    // A header without words names nothing.
    return index === 0 && content !== ""
      ? h("th", { scope: "row", class: look }, text(content))
      : h(
          "td",
          { class: look, "data-sign": columns[index]?.signs && text(content)[0] },
          columns[index]?.prose ? withCode(content) : text(content),
        );
  };
  const head = columns.map((column) => h("th", { scope: "col", class: lookOf(column) }, text(column.label)));
  const table = h(
    "table",
    { class: columns.some(({ prose }) => prose) ? "with-prose" : undefined },
    h("caption", { class: saidAbove && "unseen" }, text(caption)),
    h("thead", null, h("tr", null, head)),
    h(
      "tbody",
      null,
      rows.map((row) => h("tr", null, row.map(cell))),
    ),
  );
  return h(
    "div",
    { class: "table" },
    h("div", { class: "scroll", ...scroller(caption) }, table),
    note !== undefined && h("p", { class: "note" }, withCode(note)),
  );
}

function lookOf({ align, prose }: TableColumn): string {
  return prose ? `${align} prose` : align;
}

export function drawFacts(items: DetailsBlock["items"]): JSX.Element {
  return h(
    "dl",
    null,
    items.flatMap(([label, value]) => [h("dt", null, text(label)), h("dd", null, text(value))]),
  );
}

/** Folded until it is opened. The key makes it stay open when the same output is drawn again. */
export function unfolding(
  index: number,
  summary: string,
  content: JSX.Element,
  { look, describedBy }: { look?: string | undefined; describedBy?: string } = {},
): JSX.Element {
  return h(
    "details",
    { key: `${index} ${summary}`, class: look },
    h("summary", { "aria-describedby": describedBy }, text(summary)),
    content,
  );
}
