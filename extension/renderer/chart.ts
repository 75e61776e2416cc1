import type {
  ChartAxis,
  ChartBlock,
  ChartTick,
  ColumnsChart,
  GaugeChart,
  PanelsChart,
} from "../drawing/blocks.ts";
import { finite, make, text } from "./dom.ts";
import { drawTable } from "./table.ts";
import { folded } from "./unfold.ts";

/** Boxes whose places are shares of the column: they follow its width, and labels keep their size. */
export function drawChart(chart: ChartBlock, index: number): HTMLElement {
  const caption = make("figcaption", {}, text(chart.caption));
  const figure = make("figure", { class: `chart ${chart.form}` }, caption);
  switch (chart.form) {
    case "columns":
      figure.append(...drawColumns(chart, index));
      return figure;
    case "panels":
      figure.append(drawPanels(chart));
      return figure;
    case "gauge":
      figure.append(...drawGauge(chart));
      return figure;
    default:
      throw new TypeError("unknown form of chart");
  }
}

function place(element: HTMLElement, { left, width }: { left: number; width?: number }): HTMLElement {
  element.style.left = percent(left);
  if (width !== undefined) element.style.width = percent(width);
  return element;
}

function percent(share: number): string {
  return `${100 * finite(share)}%`;
}

function drawColumns(chart: ColumnsChart, index: number): HTMLElement[] {
  const plot = make(
    "div",
    { class: "plot" },
    ...chart.y.ticks.map((tick) => {
      const line = make("div", { class: "level" }, make("span", {}, text(tick.label)));
      line.style.bottom = percent(tick.at);
      return line;
    }),
    ...chart.columns.map(({ from, width, parts }) =>
      place(make("div", { class: "column" }, ...parts.map(drawPart)), { left: from, width }),
    ),
    ...chart.marks.map(({ at }) => place(make("div", { class: "mark" }), { left: at })),
    ...chart.marks.map(drawMarkName),
  );
  const picture = make(
    "div",
    { class: "picture", role: "img", "aria-label": text(chart.summary) },
    make("div", { class: "axis-name" }, text(chart.y.label)),
    plot,
    drawAxis(chart.x),
  );
  const legend = make(
    "ul",
    { class: "legend", "aria-hidden": "true" },
    ...chart.legend.map(({ fill, label, note }) =>
      make(
        "li",
        { class: `key ${fill}` },
        make("span", { class: `swatch ${fill}` }),
        text(`${label} ${note}`),
      ),
    ),
  );
  const { caption, ...table } = chart.table;
  const unfold = folded(`${index}`, caption, drawTable({ ...table, caption }));
  // Room for it is kept while there is nothing to unfold yet.
  if (chart.table.rows.length === 0) unfold.classList.add("waiting-for-rows");
  return [picture, legend, unfold];
}

function drawPart({ fill, height }: ColumnsChart["columns"][number]["parts"][number]): HTMLElement {
  const part = make("div", { class: `slab ${fill}` });
  part.style.height = percent(height);
  return part;
}

/** Names stand one below the other, so that none covers another however near they are. */
function drawMarkName({ at, label }: ChartTick, row: number): HTMLElement {
  const name = make("span", { class: at > 0.6 ? "before" : "after" }, text(label));
  const holder = place(make("div", { class: "mark-name" }, name), { left: at });
  holder.style.top = `${row * 16 - 2}px`;
  return holder;
}

function drawAxis({ label, ticks }: ChartAxis): HTMLElement {
  return make(
    "div",
    { class: "axis" },
    make(
      "div",
      { class: "ticks" },
      ...ticks.map((tick) => {
        const edge = tick.at > 0.97 ? "tick last" : tick.at < 0.03 ? "tick first" : "tick";
        return place(make("span", { class: edge }, text(tick.label)), { left: tick.at });
      }),
    ),
    make("div", { class: "axis-name" }, text(label)),
  );
}

function drawPanels({ panels, summary }: PanelsChart): HTMLElement {
  return make(
    "div",
    { class: "multiples", role: "group", "aria-label": text(summary) },
    ...panels.map(({ title, fill, bars }) => {
      const rows = bars.map(({ label, value, share }) => {
        const bar = make("div", { class: `bar ${fill}` });
        bar.style.width = percent(share);
        return make(
          "tr",
          {},
          make("th", { scope: "row" }, text(label)),
          make("td", { class: "track" }, make("div", { class: "groove" }, finite(share) > 0 && bar)),
          make("td", { class: "right" }, text(value)),
        );
      });
      return make("table", { class: "panel" }, make("caption", {}, text(title)), make("tbody", {}, ...rows));
    }),
  );
}

function drawGauge({ parts, marks, places, summary }: GaugeChart): HTMLElement[] {
  const bar = make(
    "div",
    { class: "gauge-bar" },
    ...parts.map(({ fill, from, share }) =>
      place(make("div", { class: `segment ${fill}` }), { left: from, width: share }),
    ),
  );
  bar.style.setProperty("--places", `${finite(places)}`);
  const limits = marks.map(({ at, label }) => {
    const name = make("span", { class: at > 0.5 ? "before" : "after" }, text(label));
    return place(make("div", { class: "limit" }, name), { left: at });
  });
  limits.forEach((limit, row) => {
    limit.style.setProperty("--row", `${row}`);
  });
  return [
    make(
      "div",
      { class: "gauge-picture", role: "img", "aria-label": text(summary) },
      bar,
      make("div", { class: "limits" }, ...limits),
    ),
    make(
      "ul",
      { class: "legend", "aria-hidden": "true" },
      ...parts.map(({ fill, label }) =>
        make("li", { class: `key ${fill}` }, make("span", { class: `swatch ${fill}` }), text(label)),
      ),
    ),
  ];
}
