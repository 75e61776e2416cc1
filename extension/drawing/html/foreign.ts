import { h, type JSX } from "preact";
import type { Language } from "../../common/language.ts";
import { drawingWords } from "../words.ts";

/** So much of it is shown. Lines, and characters of each. */
const most = { lines: 500, characters: 2_000 };

/** A result whose shape this version does not know: that this is so, and its text. */
export function drawForeign(data: unknown, language: Language): JSX.Element {
  const words = drawingWords[language];
  const lines = textsIn(data);
  return h(
    "div",
    { class: "report", lang: language },
    h("p", { class: "line" }, words.unreadable),
    lines.length > 0 &&
      h(
        "figure",
        { class: "log" },
        h("figcaption", null, words.itsText),
        h("pre", null, h("code", null, lines.join("\n"))),
      ),
  );
}

/** What of any data was written for people, in its order. */
export function textsIn(data: unknown): string[] {
  const found: string[] = [];
  const waiting = [data];
  while (waiting.length > 0 && found.length < most.lines) {
    const next = waiting.pop();
    if (typeof next === "string" && isForPeople(next)) found.push(next.slice(0, most.characters));
    if (typeof next !== "object" || next === null) continue;
    // The same text comes once more as HTML.
    const inner = Object.entries(next).filter(([key]) => key !== "html");
    for (const [, value] of inner.reverse()) waiting.push(value);
  }
  return found;
}

/** Not a name such as `good` or `text-like`, which only a program reads. */
const isForPeople = (text: string) => text.trim() !== "" && !/^[a-z][\w-]*$/.test(text);
