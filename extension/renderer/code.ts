import type { CodeBlock } from "../drawing/blocks.ts";
import { finite, make, text } from "./dom.ts";

/** A source whose marked lines have a sign in the margin; what they do stands below, by number. */
export function drawCode({ title, source, firstLine = 1, marks = [] }: CodeBlock): HTMLElement {
  const marked = new Map(marks.map(({ line, note }) => [finite(line), text(note)]));
  const lines = text(source)
    .replace(/\r?\n$/, "")
    .split("\n")
    .flatMap((line, index) => {
      const note = marked.get(index + finite(firstLine));
      const row = note === undefined ? make("span", { class: "source-line" }, line) : markedLine(line, note);
      return index > 0 ? ["\n", row] : [row];
    });
  const figure = make(
    "figure",
    { class: marks.length > 0 ? "code with-marks" : "code" },
    make("figcaption", {}, text(title)),
    make("pre", {}, make("code", {}, ...lines)),
  );
  // The margin counts from here.
  figure.querySelector("pre")?.style.setProperty("counter-reset", `line ${firstLine - 1}`);
  if (marks.length > 0) {
    const notes = marks.map(({ line, note }) =>
      make("li", {}, make("span", { class: "at" }, `▸ ${line}`), text(note)),
    );
    figure.append(make("ul", { class: "notes" }, ...notes));
  }
  return figure;
}

function markedLine(line: string, note: string): HTMLElement {
  return make("mark", { class: "source-line", title: note }, line);
}
