import { h, type JSX } from "preact";
import { type BarsChart, drawnParts, namedParts } from "../bars.ts";
import { finite, percent, text } from "./checks.ts";
import { drawLegend } from "./legend.ts";
import type { Surface } from "./surface.ts";
import { drawTable, unfolding } from "./table.ts";

/** Each bar with its parts named below it. */
export function drawBars(
  { bars, summary, table }: BarsChart,
  index: number,
  surface: Surface,
): JSX.Element[] {
  const drawn = bars.map((bar) =>
    h(
      "div",
      { class: "divided" },
      h("div", { class: "divided-name" }, text(bar.label)),
      h(
        "div",
        { class: "divided-bar" },
        drawnParts(bar).map(
          ({ fill, from, share }) =>
            finite(share) > 0 &&
            h("div", { class: `segment ${fill}`, style: `left:${percent(from)};width:${percent(share)}` }),
        ),
      ),
      drawLegend(namedParts(bar)),
    ),
  );
  return [
    h("div", { role: "img", "aria-label": text(summary) }, drawn),
    unfolding(index, table.caption, drawTable(table, surface)),
  ];
}
