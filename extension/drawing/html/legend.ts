import { h, type JSX } from "preact";
import type { ChartFill } from "../charts.ts";
import { text } from "./checks.ts";

/** Hidden from screen readers: the sentence of the picture says the same. */
export function drawLegend(
  entries: readonly { readonly fill: ChartFill; readonly label: string; readonly note?: string }[],
): JSX.Element {
  return h(
    "ul",
    { class: "legend", "aria-hidden": "true" },
    entries.map(({ fill, label, note }) =>
      h(
        "li",
        { class: `key ${fill}` },
        h("span", { class: `swatch ${fill}` }),
        note === undefined ? text(label) : `${text(label)} ${text(note)}`,
      ),
    ),
  );
}
