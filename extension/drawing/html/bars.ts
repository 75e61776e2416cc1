import { h, type JSX } from "preact";
import { type BarsChart, drawnParts } from "../bars.ts";
import { percent, text } from "./checks.ts";
import { drawLegend } from "./legend.ts";
import type { Surface } from "./surface.ts";
import { drawTable, unfolding } from "./table.ts";

/** Each bar with its parts named below it. */
export function drawBars(
  { bars, summary, table }: BarsChart,
  index: number,
  surface: Surface,
): JSX.Element[] {
  const drawn = bars.map((bar) => {
    const parts = drawnParts(bar);
    return h(
      "div",
      { class: "divided" },
      h("div", { class: "divided-name", "aria-hidden": "true" }, text(bar.label)),
      h(
        "div",
        { class: "divided-bar" },
        parts.map(({ fill, from, share }) =>
          h("div", { class: `segment ${fill}`, style: `left:${percent(from)};width:${percent(share)}` }),
        ),
      ),
      drawLegend(parts),
    );
  });
  return [
    h("div", { role: "img", "aria-label": text(summary) }, drawn),
    unfolding(index, table.caption, drawTable(table, surface)),
  ];
}
