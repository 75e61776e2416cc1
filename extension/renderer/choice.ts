import type { ChoiceBlock } from "../drawing/blocks.ts";
import { make, text } from "./dom.ts";

/** Tells the extension what the reader has chosen. */
export type Choose = (value: string) => void;

/** Begins the key of each button, by which the focus is found again. */
export const choiceKey = "choice ";

/** Buttons where they can be pressed; how else to choose is said in any case. */
export function drawChoice(block: ChoiceBlock, choose: Choose | undefined): HTMLElement {
  const prompt = text(block.prompt);
  const otherwise = make("p", { class: "hint" }, text(block.otherwise));
  const options = block.options.map(({ value, label }) => [text(value), text(label)] as const);
  if (!choose) {
    const labels = options.map(([, label]) => make("li", {}, label));
    return make("div", { class: "choice" }, make("p", {}, prompt), make("ul", {}, ...labels), otherwise);
  }
  const buttons = options.map(([value, label]) => {
    const button = make("button", { type: "button", "data-key": `${choiceKey}${value}` }, label);
    button.addEventListener("click", () => choose(value));
    return button;
  });
  const group = make("div", { class: "buttons", role: "group", "aria-label": prompt }, ...buttons);
  return make("div", { class: "choice" }, make("p", {}, prompt), group, otherwise);
}
