import { h, type JSX } from "preact";
import type { ChartAxis } from "../charts.ts";
import { percent, text } from "./checks.ts";

export function drawAxis({ label, ticks }: ChartAxis): JSX.Element {
  return h(
    "div",
    { class: "axis" },
    h(
      "div",
      { class: "ticks" },
      ticks.map((tick) => {
        const edge = tick.at > 0.97 ? "tick last" : tick.at < 0.03 ? "tick first" : "tick";
        return h("span", { class: edge, style: `left:${percent(tick.at)}` }, text(tick.label));
      }),
    ),
    h("div", { class: "axis-name" }, `${text(label)} →`),
  );
}
