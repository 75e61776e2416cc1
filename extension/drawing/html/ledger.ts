import { h, type JSX } from "preact";
import { formatNumber, type Language } from "../../common/language.ts";
import type { LedgerBlock, LedgerPart } from "../blocks.ts";
import { drawingWords } from "../words.ts";
import { finite, percent, text } from "./checks.ts";
import { drawLegend } from "./legend.ts";

/** Bars to look at, a sentence and a table to listen to, with the same numbers in all three. */
export function drawLedger(block: LedgerBlock, language: Language): JSX.Element {
  const parts = block.rows.flat();
  // Hits that were counted twice stand to the right of all that was attempted, so the picture is scaled to fit.
  const extent = Math.max(1, ...parts.map(({ from, share }) => finite(from) + finite(share)));
  const rows = block.rows.map((row, index) =>
    h(
      "div",
      { class: "row" },
      row.map((part) => drawPart(part, extent)),
      block.guesses
        ?.filter((guess) => guess.row === index)
        .map(({ at, label }) =>
          h("div", {
            class: "guess-mark",
            title: text(label),
            style: `left:min(${percent(at / extent)}, 100% - 2px)`,
          }),
        ),
    ),
  );
  return h(
    "figure",
    { class: "ledger" },
    h("div", { class: "bars", role: "img", "aria-label": text(block.caption) }, rows),
    // Every part below the first row, because its label may not fit into its bar.
    drawLegend(
      block.rows
        .slice(1)
        .flat()
        .map(({ role, label }) => ({ fill: role, label })),
    ),
    drawNumbers(block, language),
  );
}

function drawPart({ role, label, from, share }: LedgerPart, extent: number): JSX.Element {
  // A narrow part keeps a width that can be seen, and does not leave the picture at its right edge.
  const left = `min(${percent(from / extent)}, 100% - var(--narrowest))`;
  // The strut pushes a label that is wider than its bar to a second line, which is clipped.
  return h(
    "div",
    { class: `part ${role}`, style: `left:${left};width:${percent(share / extent)}` },
    h("span", { class: "strut" }),
    h("span", { class: "label" }, text(label)),
  );
}

function drawNumbers({ rows, caption }: LedgerBlock, language: Language): JSX.Element {
  const { part, share } = drawingWords[language];
  const body = rows
    .flat()
    .map(({ label, share: width }) =>
      h(
        "tr",
        null,
        h("th", { scope: "row" }, text(label)),
        h("td", null, `${formatNumber(100 * width, language)} %`),
      ),
    );
  const head = h("tr", null, h("th", { scope: "col" }, part), h("th", { scope: "col" }, share));
  return h(
    "div",
    { class: "unseen" },
    h("table", null, h("caption", null, text(caption)), h("thead", null, head), h("tbody", null, body)),
  );
}
