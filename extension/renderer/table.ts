import type { TableBlock } from "../results/blocks.ts";
import { make, text } from "./dom.ts";

export function drawTable({ caption, columns, rows, note }: TableBlock): HTMLElement {
  const cell = (content: string, index: number) => {
    const align = columns[index]?.align;
    // A header without words names nothing.
    return index === 0 && content !== ""
      ? make("th", { scope: "row", class: align }, text(content))
      : make("td", { class: align }, text(content));
  };
  const table = make(
    "table",
    {},
    make("caption", {}, text(caption)),
    make(
      "thead",
      {},
      make(
        "tr",
        {},
        ...columns.map(({ label, align }) => make("th", { scope: "col", class: align }, text(label))),
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
