import { h, type JSX } from "preact";
import type { LinePoint, LinesChart, Marker } from "../lines.ts";
import { drawAxis } from "./axis.ts";
import { finite, percent, text } from "./checks.ts";

type Plot = LinesChart["plots"][number];

/** Lines are stretched to the plot; markers, bars and rings keep their size. */
export function drawLines({ plots, legend, ring, bar }: LinesChart): JSX.Element[] {
  const rings = plots.some(({ lines }) => lines.some(({ points }) => points.some(({ ringed }) => ringed)));
  const keys = [
    ...legend.map(({ marker, label }) => [drawMarker(marker), text(label)] as const),
    [h("span", { class: "sample-bar" }), text(bar)] as const,
    ...(rings ? [[h("span", { class: "ring" }), text(ring)] as const] : []),
  ];
  return [
    h("div", { class: "plots" }, plots.map(drawPlot)),
    h(
      "ul",
      { class: "legend", "aria-hidden": "true" },
      keys.map(([sign, label]) => h("li", { class: "key" }, sign, label)),
    ),
  ];
}

function drawPlot({ title, summary, x, y, lines }: Plot): JSX.Element {
  return h(
    "div",
    { class: "picture", role: "img", "aria-label": text(summary) },
    h("div", { class: "axis-name" }, `↑ ${text(title)}`),
    h(
      "div",
      { class: "plot" },
      y.ticks.map(({ at, label }) =>
        h("div", { class: "level", style: `bottom:${percent(at)}` }, h("span", null, text(label))),
      ),
      h(
        "svg",
        { class: "curves", viewBox: "0 0 100 100", preserveAspectRatio: "none" },
        lines.map(({ marker, points }) =>
          h("polyline", {
            class: `curve ${text(marker)}`,
            points: points
              .map((point) => `${100 * finite(point.x)},${100 - 100 * finite(point.y)}`)
              .join(" "),
          }),
        ),
      ),
      lines.flatMap(({ marker, points }) => points.map((point) => drawPoint(point, marker))),
    ),
    drawAxis(x),
  );
}

function drawPoint({ x, y, low, high, ringed }: LinePoint, marker: Marker): JSX.Element {
  const bar = `bottom:${percent(low)};height:${percent(finite(high) - finite(low))}`;
  return h(
    "div",
    { class: `point ${text(marker)}`, style: `left:${percent(x)}` },
    h("div", { class: "spread", style: bar }),
    h(
      "div",
      { class: "spot", style: `bottom:${percent(y)}` },
      ringed && h("span", { class: "ring" }),
      drawMarker(marker),
    ),
  );
}

const shapes: Readonly<Record<Marker, string>> = {
  circle: "M6 1.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9z",
  square: "M2 2h8v8h-8z",
  triangle: "M6 1l5.2 9.5h-10.4z",
  diamond: "M6 0.5l5.5 5.5l-5.5 5.5l-5.5-5.5z",
  cross: "M1 3l2-2l3 3l3-3l2 2l-3 3l3 3l-2 2l-3-3l-3 3l-2-2l3-3z",
};

function drawMarker(marker: Marker): JSX.Element {
  return h(
    "svg",
    { class: `marker ${text(marker)}`, viewBox: "0 0 12 12" },
    h("path", { d: shapes[marker] }),
  );
}
