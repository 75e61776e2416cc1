import type { Language } from "../extension/common/language.ts";
import { ratioWords } from "./pages/words.ts";
import type { Ratio, Table } from "./part.ts";

/** Medians, the first figure with its spread; the file has that of each. Others' share of the machine is the largest of a round. */
export function printTable({ title, measured, columns }: Table): void {
  const shown = columns.filter((column) => measured.some(({ figures }) => figures[column]));
  console.log(`\n## ${title}\n`);
  printRow(["", ...shown, "by others"]);
  printRow(["", ...shown, ""].map(() => "---"));
  for (const { name, figures, others, repeated, disturbed } of measured) {
    const notes = [
      ...(others.length > 0 ? [`${Math.round(Math.max(...others) * 100)} %`] : []),
      ...(repeated > 0 ? [`${repeated} repeated`] : []),
      ...(disturbed > 0 ? [`${disturbed} disturbed`] : []),
    ];
    const cells = shown.map((column, index) => {
      const spread = figures[column];
      if (!spread) return "";
      const { median, least, most } = spread;
      return index === 0 && least < most
        ? `${digits(median)} (${digits(least)}–${digits(most)})`
        : digits(median);
    });
    printRow([name, ...cells, notes.join(", ")]);
  }
}

export function printRatios(ratios: readonly Ratio[]): void {
  if (ratios.length === 0) return;
  console.log("\n## Ratios, each of two sides in the same round\n");
  printRow(["", "median", "from", "to", "goal", ""]);
  printRow(["---", "---", "---", "---", "---", "---"]);
  for (const each of ratios) {
    const { median, least, most } = each.ratio;
    const figures = [median, least, most].map((value) => value.toFixed(2));
    printRow([ratioWords(each, "en"), ...figures, goalOf(each, "en"), mark(each)]);
  }
}

/** Empty where there was nothing to reach. */
export function mark(ratio: Ratio): string {
  const reached = isReached(ratio);
  return reached === undefined ? "" : reached ? "✓" : "✗";
}

export function goalOf({ atLeast, atMost }: Ratio, language: Language): string {
  const limit = atLeast ?? atMost;
  if (limit === undefined) return "";
  return `${atLeast === undefined ? "≤" : "≥"} ${limit.toLocaleString(language)}`;
}

function isReached({ ratio: { median }, atLeast, atMost }: Ratio): boolean | undefined {
  if (atLeast === undefined && atMost === undefined) return undefined;
  return median >= (atLeast ?? -Infinity) && median <= (atMost ?? Infinity);
}

function printRow(cells: readonly string[]): void {
  console.log(`| ${cells.join(" | ")} |`);
}

function digits(value: number): string {
  return value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}
