import type { TableBlock } from "./blocks.ts";
import type { Chart } from "./charts.ts";

/** What a part of a bar stands for, with the sign that fills it in a terminal. */
export const barFills = {
  "of-connection": "░",
  "of-connecting": "▒",
  "of-postgres": "█",
  "of-redis": "▓",
  "of-app": "▚",
  "of-rest": "·",
  "of-lock": "▒",
  "of-log": "▓",
  "of-computing": "█",
  "of-client": "░",
  "of-wait": "▚",
  "of-generator": "░",
  "of-broker": "▒",
  "of-others": "×",
  "of-nobody": "·",
} as const;
export type BarFill = keyof typeof barFills;

/** Wholes, each divided into its parts. */
export interface BarsChart extends Chart {
  readonly form: "bars";
  readonly bars: readonly Bar[];
  /** The same numbers, to be unfolded. */
  readonly table: TableBlock;
}

interface Bar {
  /** What is divided. */
  readonly label: string;
  readonly parts: readonly BarPart[];
}

interface BarPart {
  readonly fill: BarFill;
  readonly label: string;
  /** Its figure: "61 %". */
  readonly note: string;
  /** Of the bar, from 0 to 1. */
  readonly share: number;
}

/** A part that is narrower has no entry beside the bar; the table has it. */
const narrowest = 0.005;

/** The parts with where they begin. */
export function drawnParts({ parts }: Bar): (BarPart & { readonly from: number })[] {
  return parts.map((part, index) => ({
    ...part,
    from: parts.slice(0, index).reduce((sum, { share }) => sum + share, 0),
  }));
}

export function namedParts({ parts }: Bar): BarPart[] {
  return parts.filter(({ share }) => share >= narrowest);
}

/** The picture in a sentence, for screen readers. */
export function barsSummary(caption: string, bars: readonly Bar[]): string {
  const said = bars.map(
    (bar) =>
      `${bar.label}: ${namedParts(bar)
        .map(({ label, note }) => `${label} ${note}`)
        .join(", ")}`,
  );
  return `${caption}. ${said.join("; ")}`;
}
