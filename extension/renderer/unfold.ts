import { make, text } from "./dom.ts";

/** `data-key` tells which one it is when the output is drawn anew. */
export function folded(key: string, summary: string, content: HTMLElement): HTMLDetailsElement {
  return make("details", { "data-key": `${key} ${summary}` }, make("summary", {}, text(summary)), content);
}
