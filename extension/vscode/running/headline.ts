import type { Block } from "../../drawing/blocks.ts";

/** The verdict with its sign, in one line; undefined where nothing is judged. */
export function headlineOf(blocks: readonly Block[]): string | undefined {
  const verdict = blocks.find((block) => block.kind === "verdict");
  if (!verdict) return undefined;
  return verdict.sign === "•" ? verdict.text : `${verdict.sign} ${verdict.text}`;
}
