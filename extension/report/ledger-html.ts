import { formatNumber, type Language } from "../common/language.ts";
import type { LedgerBlock, LedgerPart } from "../drawing/blocks.ts";
import { drawingWords } from "../drawing/words.ts";
import { lines, type Markup, make } from "./html.ts";

/** Bars for the eye, a sentence and a table for the ear; the same numbers in all three. */
export function ledgerHtml(block: LedgerBlock, language: Language): Markup {
  const parts = block.rows.flat();
  // What was counted again stands past all that was attempted, so the whole picture is scaled to fit.
  const extent = Math.max(1, ...parts.map(({ from, share }) => from + share));
  const rows = block.rows.map((row) =>
    make("div", { class: "row" }, lines(...row.map((part) => bar(part, extent)))),
  );
  return make(
    "figure",
    { class: "ledger" },
    lines(
      make("div", { class: "bars", role: "img", "aria-label": block.caption }, lines(...rows)),
      legend(block),
      table(block, language),
    ),
  );
}

function bar({ role, label, from, share }: LedgerPart, extent: number): Markup {
  // A label wider than its bar wraps to a second line, which is outside of what the bar shows.
  return make(
    "div",
    { class: `part ${role}`, style: `left:${percent(from / extent)};width:${percent(share / extent)}` },
    make("span", { class: "strut" }),
    make("span", { class: "label" }, label),
  );
}

/** Every part below the first row, whether its label fits into its bar or not. */
function legend({ rows }: LedgerBlock): Markup {
  const items = rows
    .slice(1)
    .flat()
    .map(({ role, label }) =>
      make("li", { class: `key ${role}` }, make("span", { class: `swatch ${role}` }), label),
    );
  return make("ul", { class: "legend", "aria-hidden": "true" }, lines(...items));
}

function table({ rows, caption }: LedgerBlock, language: Language): Markup {
  const { part, share } = drawingWords[language];
  const body = rows
    .flat()
    .map(({ label, share: width }) =>
      make(
        "tr",
        {},
        make("th", { scope: "row" }, label),
        make("td", {}, `${formatNumber(100 * width, language)} %`),
      ),
    );
  const head = make("tr", {}, make("th", { scope: "col" }, part), make("th", { scope: "col" }, share));
  return make(
    "div",
    { class: "unseen" },
    make(
      "table",
      {},
      make("caption", {}, caption),
      make("thead", {}, head),
      make("tbody", {}, lines(...body)),
    ),
  );
}

/** Rounded to a thousandth: finer than a pixel. */
export function percent(share: number): string {
  return `${Number((100 * share).toFixed(3))}%`;
}
