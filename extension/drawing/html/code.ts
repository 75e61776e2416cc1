import { h, type JSX } from "preact";
import type { CodeBlock } from "../blocks.ts";
import { finite, text } from "./checks.ts";
import type { Surface } from "./surface.ts";

/** A source whose marked lines have a sign in the margin; what they do stands below, by line number. */
export function drawCode(
  { title, source, firstLine = 1, marks = [] }: CodeBlock,
  { scroller }: Surface,
): JSX.Element {
  const notes = new Map(marks.map(({ line, note }) => [finite(line), text(note)]));
  const lines = text(source)
    .replace(/\r?\n$/, "")
    .split("\n")
    .flatMap((line, index) => {
      const note = notes.get(index + finite(firstLine));
      const drawn =
        note === undefined
          ? h("span", { class: "source-line" }, line)
          : h("mark", { class: "source-line", title: note }, line);
      return index > 0 ? ["\n", drawn] : [drawn];
    });
  // The style sheet counts the lines from here.
  const style = `counter-reset:line ${finite(firstLine) - 1}`;
  return h(
    "figure",
    { class: marks.length > 0 ? "code with-marks" : "code" },
    h("figcaption", null, text(title)),
    h("pre", { style, ...scroller(title) }, h("code", null, lines)),
    marks.length > 0 &&
      h(
        "ul",
        { class: "notes" },
        marks.map(({ line, note }) => h("li", null, h("span", { class: "at" }, `▸ ${line}`), note)),
      ),
  );
}
