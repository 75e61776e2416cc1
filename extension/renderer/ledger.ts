import { formatNumber, type Language } from "../common/language.ts";
import type { LedgerBlock, LedgerPart } from "../drawing/blocks.ts";
import { drawingWords } from "../drawing/words.ts";
import { finite, make, text } from "./dom.ts";

/** Bars for the eye, a sentence and a table for the ear; the same numbers in all three. */
export function drawLedger(block: LedgerBlock, language: Language): HTMLElement {
  const parts = block.rows.flat();
  // What was counted again stands past all that was attempted, so the whole picture is scaled to fit.
  const extent = Math.max(1, ...parts.map(({ from, share }) => finite(from) + finite(share)));
  const bars = make("div", { class: "bars", role: "img", "aria-label": text(block.caption) });
  for (const row of block.rows) {
    bars.append(make("div", { class: "row" }, ...row.map((part) => drawPart(part, extent))));
  }
  return make("figure", { class: "ledger" }, bars, drawLegend(block), drawTable(block, language));
}

function drawPart({ role, label, from, share }: LedgerPart, extent: number): HTMLElement {
  // A label wider than its bar wraps to a second line, which is outside of what the bar shows.
  const part = make(
    "div",
    { class: `part ${role}` },
    make("span", { class: "strut" }),
    make("span", { class: "label" }, text(label)),
  );
  // However narrow, a part keeps a width that can be seen; at the right edge it must not leave the picture.
  part.style.left = `min(${(100 * from) / extent}%, 100% - var(--narrowest))`;
  part.style.width = `${(100 * share) / extent}%`;
  return part;
}

/** Every part below the first row, whether its label fits into its bar or not. */
function drawLegend({ rows }: LedgerBlock): HTMLElement {
  const items = rows.slice(1).flat();
  return make(
    "ul",
    { class: "legend", "aria-hidden": "true" },
    ...items.map(({ role, label }) =>
      make("li", { class: `key ${role}` }, make("span", { class: `swatch ${role}` }), text(label)),
    ),
  );
}

function drawTable({ rows, caption }: LedgerBlock, language: Language): HTMLElement {
  const { part, share } = drawingWords[language];
  const table = make(
    "table",
    {},
    make("caption", {}, text(caption)),
    make(
      "thead",
      {},
      make("tr", {}, make("th", { scope: "col" }, part), make("th", { scope: "col" }, share)),
    ),
    make(
      "tbody",
      {},
      ...rows
        .flat()
        .map(({ label, share: width }) =>
          make(
            "tr",
            {},
            make("th", { scope: "row" }, text(label)),
            make("td", {}, `${formatNumber(100 * width, language)} %`),
          ),
        ),
    ),
  );
  return make("div", { class: "unseen" }, table);
}
