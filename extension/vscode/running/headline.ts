import type { Block } from "../../drawing/blocks.ts";
import { verdictText } from "../../drawing/verdict-text.ts";

/** The verdict with its signs, in one line; undefined where nothing is judged. */
export function headlineOf(blocks: readonly Block[]): string | undefined {
  const verdict = blocks.find((block) => block.kind === "verdict");
  return verdict && verdictText(verdict);
}
