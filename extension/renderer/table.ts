import type { TableBlock, TableColumn } from "../drawing/blocks.ts";
import { make, text } from "./dom.ts";

export function drawTable({ caption, columns, rows, note }: TableBlock): HTMLElement {
  const cell = (content: string, index: number) => {
    const look = columns[index] && lookOf(columns[index]);
    // A header without words names nothing.
    return index === 0 && content !== ""
      ? make("th", { scope: "row", class: look }, text(content))
      : make("td", { class: look }, text(content));
  };
  const table = make(
    "table",
    { class: columns.some(({ prose }) => prose) ? "with-prose" : undefined },
    make("caption", {}, text(caption)),
    make(
      "thead",
      {},
      make(
        "tr",
        {},
        ...columns.map((column) => make("th", { scope: "col", class: lookOf(column) }, text(column.label))),
      ),
    ),
    make("tbody", {}, ...rows.map((row) => make("tr", {}, ...row.map(cell)))),
  );
  return make(
    "div",
    { class: "table" },
    make("div", { class: "scroll" }, table),
    note !== undefined && make("p", { class: "note" }, text(note)),
  );
}

function lookOf({ align, prose }: TableColumn): string {
  return prose ? `${align} prose` : align;
}
