import { h, type JSX } from "preact";
import type { Lane, LanesChart } from "../lanes.ts";
import { drawAxis } from "./axis.ts";
import { finite, percent, text } from "./checks.ts";
import { drawLegend } from "./legend.ts";

/** A box for each stretch of time, a sign for each moment, and the values beside them. */
export function drawLanes({ lanes, undoneAt, x, legend, summary }: LanesChart): JSX.Element[] {
  const picture = h(
    "div",
    { class: "lanes-picture", role: "img", "aria-label": text(summary) },
    lanes.map((lane) =>
      h(
        "div",
        { class: lane.undone ? "lane undone" : "lane" },
        h(
          "div",
          { class: "lane-name" },
          h("span", null, text(lane.label)),
          " ",
          h("span", { class: "fate" }, text(lane.fate)),
        ),
        drawTrack(lane, undoneAt),
      ),
    ),
    drawAxis(x),
  );
  return [picture, drawLegend(legend)];
}

function drawTrack({ undone, read, write }: Lane, undoneAt: number | null): JSX.Element {
  const end = undone ? undoneAt : 1;
  return h(
    "div",
    { class: "track-of-lane" },
    undoneAt !== null && h("div", { class: "undoing", style: `left:${percent(undoneAt)}` }),
    read?.span && write && h("div", { class: "thought", style: between(read.span[0], write.at) }),
    read?.span && h("div", { class: "segment read", style: between(...read.span) }),
    write && h("div", { class: "segment stored", style: between(write.at, end ?? write.at) }),
    write && end !== null && end < 1 && h("div", { class: "segment lost", style: between(end, 1) }),
    write && h("div", { class: "wrote", style: `left:${percent(write.at)}` }),
    undone &&
      undoneAt !== null &&
      h("span", { class: "undone-sign", style: `left:${percent(undoneAt)}` }, "✗"),
    read && drawValue("seen", read.label, read.span?.[0] ?? write?.at ?? 0),
    write && drawValue("written", write.label, write.at),
  );
}

function between(from: number, to: number): string {
  return `left:${percent(from)};width:${percent(finite(to) - finite(from))}`;
}

/** It begins where the picture shows it, or ends there, so that it stays within the lane. */
function drawValue(look: "seen" | "written", label: string, at: number): JSX.Element {
  return h(
    "div",
    { class: `value ${look}`, style: `left:${percent(at)}` },
    h("span", { class: at > 0.6 ? "before" : "after" }, text(label)),
  );
}
