import { h, type JSX } from "preact";
import type { CodeBlock } from "../blocks.ts";
import { finite, text } from "./checks.ts";
import { tokensByLine } from "./highlight.ts";
import type { Surface } from "./surface.ts";

/** A source whose marked lines have a sign in the margin; what they do stands below, by line number. */
export function drawCode(
  { title, language, file, source, firstLine = 1, marks = [] }: CodeBlock,
  { scroller, open }: Surface,
): JSX.Element {
  const notes = new Map(marks.map(({ line, note }) => [finite(line), text(note)]));
  const tokens = tokensByLine(text(source).replace(/\r?\n$/, ""), text(language));
  const lines = tokens.flatMap((line, index) => {
    const note = notes.get(index + finite(firstLine));
    const pieces = line.map(([piece, kind]) => (kind ? h("span", { class: `token-${kind}` }, piece) : piece));
    const drawn =
      note === undefined
        ? h("span", { class: "source-line" }, pieces)
        : h("mark", { class: "source-line", title: note }, pieces);
    return index > 0 ? ["\n", drawn] : [drawn];
  });
  const openFile = open && file !== undefined && (() => open(text(file), marks[0]?.line ?? firstLine));
  // The style sheet counts the lines from here.
  const style = `counter-reset:line ${finite(firstLine) - 1}`;
  return h(
    "figure",
    { class: marks.length > 0 ? "code with-marks" : "code" },
    h(
      "figcaption",
      null,
      openFile ? h("button", { type: "button", class: "link", onClick: openFile }, text(title)) : text(title),
    ),
    h("pre", { style, ...scroller(title) }, h("code", null, lines)),
    marks.length > 0 &&
      h(
        "ul",
        { class: "notes" },
        marks.map(({ line, note }) => h("li", null, h("span", { class: "at" }, `▸ ${line}`), note)),
      ),
  );
}
