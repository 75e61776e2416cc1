import type { Goal, Table } from "./part.ts";
import type { Spread } from "./rounds.ts";

/** Medians; the file has the spread. Others' share of the machine stands where it was seen. */
export function printTable({ title, measured, columns }: Table): void {
  const shown = columns.filter((column) => measured.some(({ figures }) => figures[column]));
  console.log(`\n## ${title}\n`);
  printRow(["", ...shown, "by others"]);
  printRow(["", ...shown, ""].map(() => "---"));
  for (const { name, figures, others, repeated, disturbed } of measured) {
    const notes = [
      ...(others === undefined ? [] : [`${Math.round(others * 100)} %`]),
      ...(repeated > 0 ? [`${repeated} repeated`] : []),
      ...(disturbed > 0 ? [`${disturbed} disturbed`] : []),
    ];
    printRow([name, ...shown.map((column) => digits(figures[column]?.median)), notes.join(", ")]);
  }
}

export function printGoals(goals: readonly Goal[]): void {
  if (goals.length === 0) return;
  console.log("\n## Ratios, each of two sides in the same round\n");
  printRow(["", "median", "from", "to", "goal", ""]);
  printRow(["---", "---", "---", "---", "---", "---"]);
  for (const { name, ratio, atLeast, atMost } of goals) {
    const goal = atLeast !== undefined ? `≥ ${atLeast}` : atMost !== undefined ? `≤ ${atMost}` : "";
    const { median, least, most }: Partial<Spread> = ratio ?? {};
    const figures = [median, least, most].map((value) => value?.toFixed(2) ?? "");
    printRow([
      name,
      ...figures,
      goal,
      goal === "" || median === undefined ? "" : reached(median, atLeast, atMost),
    ]);
  }
}

function reached(median: number, atLeast = -Infinity, atMost = Infinity): string {
  return median >= atLeast && median <= atMost ? "✓" : "✗";
}

function printRow(cells: readonly string[]): void {
  console.log(`| ${cells.join(" | ")} |`);
}

function digits(value: number | undefined): string {
  if (value === undefined) return "";
  return value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}
