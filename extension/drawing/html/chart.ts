import { h, type JSX } from "preact";
import type { ChartBlock, ChartTick, ColumnsChart, GaugeChart, PanelsChart } from "../charts.ts";
import { drawAxis } from "./axis.ts";
import { drawBars } from "./bars.ts";
import { finite, percent, text } from "./checks.ts";
import { drawLanes } from "./lanes.ts";
import { drawLegend } from "./legend.ts";
import { drawLines } from "./lines.ts";
import type { Surface } from "./surface.ts";
import { drawTable, unfolding } from "./table.ts";

/** Boxes whose places are shares of the column: they follow its width, while labels keep their size. */
export function drawChart(chart: ChartBlock, index: number, surface: Surface): JSX.Element {
  const content = () => {
    switch (chart.form) {
      case "columns":
        return drawColumns(chart, index, surface);
      case "panels":
        return drawPanels(chart);
      case "gauge":
        return drawGauge(chart);
      case "bars":
        return drawBars(chart, index, surface);
      case "lanes":
        return drawLanes(chart);
      case "lines":
        return drawLines(chart);
      default:
        throw new TypeError("unknown form of chart");
    }
  };
  return h("figure", { class: `chart ${chart.form}` }, h("figcaption", null, text(chart.caption)), content());
}

function drawColumns(chart: ColumnsChart, index: number, surface: Surface): JSX.Element[] {
  const { x, y, columns, marks, legend, summary, table } = chart;
  const plot = h(
    "div",
    { class: "plot" },
    y.ticks.map(({ at, label }) =>
      h("div", { class: "level", style: `bottom:${percent(at)}` }, h("span", null, text(label))),
    ),
    columns.map(({ from, width, parts }) =>
      h(
        "div",
        { class: "column", style: `left:${percent(from)};width:${percent(width)}` },
        parts.map(({ fill, height }) =>
          h("div", { class: `slab ${fill}`, style: `height:${percent(height)}` }),
        ),
      ),
    ),
    marks.map(({ at, guess }) =>
      h("div", { class: guess ? "mark guessed" : "mark", style: `left:${percent(at)}` }),
    ),
    marks.map(drawMarkName),
  );
  const picture = h(
    "div",
    { class: "picture", role: "img", "aria-label": text(summary) },
    h("div", { class: "axis-name" }, `↑ ${text(y.label)}`),
    plot,
    drawAxis(x),
  );
  // Before the first numbers come the table has no row, but keeps its room.
  const look = table.rows.length === 0 ? "waiting-for-rows" : undefined;
  return [picture, drawLegend(legend), unfolding(index, table.caption, drawTable(table, surface), { look })];
}

/** Names stand one below the other, so that none covers another however near they are. */
function drawMarkName({ at, label }: ChartTick, row: number): JSX.Element {
  return h(
    "div",
    { class: "mark-name", style: `left:${percent(at)};top:${row * 16 - 2}px` },
    h("span", { class: at > 0.6 ? "before" : "after" }, text(label)),
  );
}

/** A long label breaks only between its parts. */
function partsOf(label: string) {
  return label
    .split(/(?<=,) /)
    .flatMap((part, at) => [...(at > 0 ? [" "] : []), h("span", { key: at }, part)]);
}

function drawPanels({ panels, summary }: PanelsChart): JSX.Element {
  return h(
    "div",
    {
      class: panels.length > 3 ? "multiples" : "multiples aligned",
      style: `--rows:${(panels[0]?.bars.length ?? 0) + 1}`,
      role: "group",
      "aria-label": text(summary),
    },
    panels.map(({ title, fill, bars }) => {
      const rows = bars.map(({ label, value, share }) => {
        const bar = finite(share) > 0 && h("div", { class: `bar ${fill}`, style: `width:${percent(share)}` });
        return h(
          "tr",
          null,
          h("th", { scope: "row" }, partsOf(text(label))),
          h("td", { class: "track" }, h("div", { class: "groove" }, bar)),
          h("td", { class: "right" }, text(value)),
        );
      });
      return h("table", { class: "panel" }, h("caption", null, text(title)), h("tbody", null, rows));
    }),
  );
}

function drawGauge({ parts, marks, places, summary }: GaugeChart): JSX.Element[] {
  const bar = h(
    "div",
    { class: "gauge-bar", style: `--places:${finite(places)}` },
    parts.map(({ fill, from, share }) =>
      h("div", { class: `segment ${fill}`, style: `left:${percent(from)};width:${percent(share)}` }),
    ),
  );
  const limits = marks.map(({ at, label }, row) =>
    h(
      "div",
      { class: "limit", style: `left:${percent(at)};--row:${row}` },
      h("span", { class: at > 0.5 ? "before" : "after" }, text(label)),
    ),
  );
  const picture = h(
    "div",
    { class: "gauge-picture", role: "img", "aria-label": text(summary) },
    bar,
    h("div", { class: "limits" }, limits),
  );
  return [picture, drawLegend(parts.map(({ fill, label }) => ({ fill, label })))];
}
