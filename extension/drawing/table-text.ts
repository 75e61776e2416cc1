import type { TableBlock } from "./blocks.ts";
import { oneLine, padEnd, padStart, widthOf, wrap } from "./width.ts";

const between = "  ";
const narrowest = 4;

/** Rows of a table in lines of at most `width` columns; long cells wrap, and nothing is cut off. */
export function tableLines(
  table: TableBlock,
  width: number,
): { readonly text: string; readonly head: boolean }[] {
  const head = table.columns.map(({ label }) => oneLine(label));
  const rows = table.rows.map((row) => head.map((_, index) => oneLine(row[index] ?? "")));
  const widths = columnWidths([head, ...rows], width);
  if (!widths) return records(head, rows, width).map((text) => ({ text, head: false }));
  const draw = (row: readonly string[]) => drawRow(row, widths, table);
  return [
    ...draw(head).map((text) => ({ text, head: true })),
    { text: widths.map((columns) => "─".repeat(columns)).join(between), head: true },
    ...rows.flatMap(draw).map((text) => ({ text, head: false })),
  ];
}

function drawRow(row: readonly string[], widths: readonly number[], { columns }: TableBlock): string[] {
  const cells = widths.map((columnWidth, index) => wrap(row[index] ?? "", columnWidth));
  const height = Math.max(1, ...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    widths
      .map((columnWidth, index) => {
        const pad = columns[index]?.align === "right" ? padStart : padEnd;
        return pad(cells[index]?.[line] ?? "", columnWidth);
      })
      .join(between)
      .trimEnd(),
  );
}

/** The widest columns give way first; undefined where too many columns leave no room to read. */
function columnWidths(rows: readonly (readonly string[])[], width: number): number[] | undefined {
  const count = rows[0]?.length ?? 0;
  if (count === 0) return undefined;
  const room = width - between.length * (count - 1);
  const widths = Array.from({ length: count }, (_, index) =>
    Math.max(1, ...rows.map((row) => widthOf(row[index] ?? ""))),
  );
  let excess = widths.reduce((sum, columns) => sum + columns, 0) - room;
  while (excess > 0) {
    const widest = Math.max(...widths);
    if (widest <= narrowest) return undefined;
    widths[widths.indexOf(widest)] = widest - 1;
    excess--;
  }
  return widths;
}

/** One cell a line, for tables wider than any screen. */
function records(head: readonly string[], rows: readonly (readonly string[])[], width: number): string[] {
  return rows.flatMap((row, index) => [
    ...(index > 0 ? [""] : []),
    ...head.flatMap((label, column) => wrap(`${label}: ${row[column] ?? ""}`, width)),
  ]);
}
