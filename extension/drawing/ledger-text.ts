import type { LedgerBlock, LedgerPart } from "./blocks.ts";
import { widthOf, wrap } from "./width.ts";

export const fills: Readonly<Record<LedgerPart["role"], string>> = {
  attempted: "█",
  ok: "█",
  stored: "█",
  failed: "░",
  unknown: "·",
  pending: "▓",
  lost: "▒",
  duplicated: "+",
  unexpected: "?",
};

/** A piece of a line, and the part that it draws (none for margins and rules). */
interface LedgerSpan {
  readonly text: string;
  readonly role?: LedgerPart["role"];
}

interface Cell {
  readonly part: LedgerPart;
  readonly start: number;
  readonly end: number;
}

/** The icicle in characters: labels stand in their bars, those that do not fit in a line below. */
export function ledgerLines(block: LedgerBlock, width: number): LedgerSpan[][] {
  const [top] = block.rows[0] ?? [];
  if (!top) return [];
  const gutter = widthOf(top.label) + 2;
  if (gutter + 12 > width)
    return block.rows
      .flat()
      .flatMap((part) => wrap(`${fills[part.role]} ${part.label}`, width))
      .map((text) => [{ text }]);
  const lines: LedgerSpan[][] = [];
  const outside: LedgerPart[] = [];
  for (const [index, row] of layOut(block, width - gutter).entries()) {
    if (row.length === 0) continue;
    const margin = { text: index === 0 ? `${top.label}  ` : " ".repeat(gutter) };
    lines.push([margin, ...drawRow(row, index === 0, outside)]);
  }
  const legend = outside.map(({ role, label }) => `${fills[role]} ${label}`).join("   ");
  if (legend) {
    for (const text of wrap(legend, width - gutter, "   ")) lines.push([{ text: " ".repeat(gutter) + text }]);
  }
  return lines;
}

function drawRow(row: readonly Cell[], bare: boolean, outside: LedgerPart[]): LedgerSpan[] {
  const spans: LedgerSpan[] = [];
  let column = 0;
  for (const { part, start, end } of row) {
    if (start > column) spans.push({ text: " ".repeat(start - column) });
    const rule = start > 0 && end - start > 1 ? "│" : "";
    const room = end - start - rule.length;
    const labelled = !bare && widthOf(part.label) + 2 <= room;
    if (!bare && !labelled) outside.push(part);
    const label = labelled ? `${part.label} ` : "";
    if (rule) spans.push({ text: rule });
    spans.push({ text: label + fills[part.role].repeat(room - widthOf(label)), role: part.role });
    column = end;
  }
  return spans;
}

/** Columns for every part: as true as whole characters allow, at least one each, children within their parent. */
export function layOut(block: LedgerBlock, width: number): Cell[][] {
  const rows = block.rows.map((row) => row.filter((part) => part.share > 0));
  const inside = (part: LedgerPart) => part.role !== "duplicated" && part.role !== "unexpected";
  const cells: Cell[][] = rows.map(() => []);
  const past = rows.flat().filter((part) => !inside(part));
  const total = past.reduce((sum, part) => sum + part.share, 1);
  const extras = past.map((part) => Math.max(1, Math.round((width * part.share) / total)));
  const whole = { from: 0, share: 1 };
  const least = childrenOf(whole, 0).reduce((sum, part) => sum + minimum(part, 1), 0);
  const excess = least + extras.reduce((sum, columns) => sum + columns, 0) - width;
  if (excess > 0) extras[extras.indexOf(Math.max(...extras))] = Math.max(...extras) - excess;
  let edge = width - extras.reduce((sum, columns) => sum + columns, 0);
  place(whole, 0, 0, edge);
  for (const [index, part] of past.entries()) {
    const start = edge;
    edge += extras[index] ?? 0;
    cells.at(-1)?.push({ part, start, end: edge });
  }
  return cells;

  function place(parent: { from: number; share: number }, depth: number, start: number, end: number): void {
    const children = childrenOf(parent, depth);
    const starts = divide(parent, children, end - start, (child) => minimum(child, depth + 1));
    for (const [index, part] of children.entries()) {
      const [from = 0, to = 0] = starts[index] ?? [];
      cells[depth]?.push({ part, start: start + from, end: start + to });
      place(part, depth + 1, start + from, start + to);
    }
  }

  function childrenOf({ from, share }: { from: number; share: number }, depth: number): LedgerPart[] {
    const middle = (part: LedgerPart) => part.from + part.share / 2;
    return (rows[depth] ?? []).filter(
      (part) => inside(part) && middle(part) >= from && middle(part) <= from + share,
    );
  }

  function minimum(part: LedgerPart, depth: number): number {
    const needed = childrenOf(part, depth).reduce((sum, child) => sum + minimum(child, depth + 1), 0);
    return Math.max(1, needed);
  }
}

/** Start and end of each child among `columns`, gaps between them kept. */
function divide(
  parent: { from: number; share: number },
  children: readonly LedgerPart[],
  columns: number,
  minimum: (child: LedgerPart) => number,
): [number, number][] {
  const column = (share: number) => Math.round(((share - parent.from) / parent.share) * columns);
  const starts = children.map((child) => Math.min(columns, Math.max(0, column(child.from))));
  const ends = children.map((child) => Math.min(columns, Math.max(0, column(child.from + child.share))));
  // From the left every child gets its minimum, then from the right what stuck out is pushed back.
  let edge = 0;
  for (const [index, child] of children.entries()) {
    starts[index] = Math.max(edge, starts[index] ?? 0);
    ends[index] = edge = Math.max(ends[index] ?? 0, (starts[index] ?? 0) + minimum(child));
  }
  edge = columns;
  for (const [index, child] of [...children.entries()].reverse()) {
    ends[index] = Math.min(edge, ends[index] ?? 0);
    starts[index] = edge = Math.max(0, Math.min(starts[index] ?? 0, (ends[index] ?? 0) - minimum(child)));
  }
  return children.map((_, index) => [starts[index] ?? 0, ends[index] ?? 0]);
}
