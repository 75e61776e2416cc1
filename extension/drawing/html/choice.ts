import { h, type JSX } from "preact";
import type { ChoiceBlock } from "../blocks.ts";
import { text } from "./checks.ts";
import type { Surface } from "./surface.ts";

/** Buttons where they can be pressed; the other way to choose is said in any case. */
export function drawChoice(block: ChoiceBlock, { choose }: Surface): JSX.Element {
  const prompt = text(block.prompt);
  const options = block.options.map(
    ({ value, label, disabled = false }) => [text(value), text(label), disabled] as const,
  );
  const offered = choose
    ? h(
        "div",
        { class: "buttons", role: "group", "aria-label": prompt },
        options.map(([value, label, disabled]) =>
          h("button", { type: "button", key: value, value, disabled, onClick: () => choose(value) }, label),
        ),
      )
    : h(
        "ul",
        null,
        options.flatMap(([, label, disabled]) => (disabled ? [] : [h("li", null, label)])),
      );
  return h(
    "div",
    { class: "choice" },
    h("p", null, prompt),
    offered,
    h("p", { class: "hint" }, text(block.otherwise)),
  );
}
