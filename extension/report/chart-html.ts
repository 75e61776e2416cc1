import type { ChartBlock, ColumnsChart, GaugeChart, PanelsChart } from "../drawing/blocks.ts";
import { lines, type Markup, make } from "./html.ts";
import { percent } from "./ledger-html.ts";

/** The picture, its sentence for who does not see it, and its numbers. */
export function chartHtml(chart: ChartBlock, table: (block: ColumnsChart["table"]) => Markup): Markup {
  const caption = make("figcaption", {}, chart.caption);
  switch (chart.form) {
    case "columns":
      return make(
        "figure",
        { class: "graph" },
        lines(
          caption,
          columns(chart),
          legend(chart),
          make("details", {}, make("summary", {}, chart.table.caption), table(chart.table)),
        ),
      );
    case "panels":
      return make("figure", { class: "graph" }, lines(caption, panels(chart)));
    case "gauge":
      return make("figure", { class: "graph" }, lines(caption, gauge(chart)));
  }
}

const plot = { left: 46, top: 22, width: 660, height: 120 };
const picture = { width: 720, height: 186 };

const x = (share: number) => number(plot.left + share * plot.width);
const y = (share: number) => number(plot.top + (1 - share) * plot.height);
const number = (value: number) => String(Number(value.toFixed(2)));

function columns(chart: ColumnsChart): Markup {
  const bars = chart.columns.flatMap(({ from, width, parts }) => {
    let below = 0;
    return parts.map(({ fill, height }) => {
      below += height;
      return make("rect", {
        class: `fill ${fill}`,
        x: x(from),
        y: y(below),
        width: number(Math.max(0.5, width * plot.width - 0.8)),
        height: number(height * plot.height),
      });
    });
  });
  const across = chart.y.ticks.flatMap(({ at, label }) => [
    make("line", { class: "grid", x1: x(0), x2: x(1), y1: y(at), y2: y(at) }),
    make("text", { x: number(plot.left - 6), y: number(Number(y(at)) + 4), "text-anchor": "end" }, label),
  ]);
  const below = chart.x.ticks.map(({ at, label }) =>
    make("text", { x: x(at), y: number(Number(y(0)) + 16), "text-anchor": "middle" }, label),
  );
  const titles = [
    make(
      "text",
      { class: "axis", x: x(1), y: String(picture.height - 8), "text-anchor": "end" },
      chart.x.label,
    ),
    make("text", { class: "axis", x: "0", y: "12" }, chart.y.label),
  ];
  const marks = chart.marks.map(({ at }) =>
    make("line", { class: "mark", x1: x(at), x2: x(at), y1: y(1), y2: y(0) }),
  );
  const drawing = make(
    "svg",
    {
      viewBox: `0 0 ${picture.width} ${picture.height}`,
      role: "img",
      "aria-label": chart.summary,
    },
    lines(...across, ...bars, ...marks, ...below, ...titles),
  );
  if (chart.marks.length === 0) return drawing;
  // Neighbouring marks may stand too close for their names, so the names stand below, in the same order.
  const names = chart.marks.map(({ label }) => make("span", { class: "piece" }, label));
  return lines(drawing, make("p", { class: "line" }, ...names));
}

function legend({ legend: entries }: ColumnsChart): Markup {
  const items = entries.map(({ fill, label, note }) =>
    make("li", { class: `key ${fill}` }, make("span", { class: `swatch ${fill}` }), `${label}: ${note}`),
  );
  return make("ul", { class: "legend" }, lines(...items));
}

function panels({ panels: all, summary }: PanelsChart): Markup {
  const drawn = all.map(({ title, fill, bars }) =>
    make(
      "div",
      { class: "panel" },
      make("p", {}, title),
      lines(
        ...bars.map(({ label, value, share }) =>
          make(
            "div",
            { class: "measure" },
            make("span", {}, label),
            make(
              "span",
              { class: "track" },
              share > 0 && make("span", { class: `swatch ${fill}`, style: `width:${percent(share)}` }),
            ),
            make("span", {}, value),
          ),
        ),
      ),
    ),
  );
  return make("div", { class: "panels", role: "img", "aria-label": summary }, lines(...drawn));
}

function gauge({ parts, marks, summary }: GaugeChart): Markup {
  const bars = parts.map(({ fill, from, share }) =>
    make("span", { class: `swatch ${fill}`, style: `left:${percent(from)};width:${percent(share)}` }),
  );
  const items = parts.map(({ fill, label }) =>
    make("li", { class: `key ${fill}` }, make("span", { class: `swatch ${fill}` }), label),
  );
  const names = marks.map(({ label }) => make("li", { class: "key" }, label));
  return lines(
    make("div", { class: "places", role: "img", "aria-label": summary }, lines(...bars)),
    make("ul", { class: "legend" }, lines(...items, ...names)),
  );
}
