import type { VerdictBlock } from "./blocks.ts";

/** A verdict in one line: `✓ as expected · ≠ 446 hits are gone`. */
export function verdictText({ sign, text, expected }: VerdictBlock): string {
  const found = sign === "•" ? text : `${sign} ${text}`;
  return expected ? `${expectedText(expected)} · ${found}` : found;
}

export function expectedText({ held, text }: NonNullable<VerdictBlock["expected"]>): string {
  return `${held ? "✓" : "✗"} ${text}`;
}
