import { type BarsChart, barFills, drawnParts, namedParts } from "./bars.ts";
import type { ChartBlock, ChartFill, ColumnsChart, GaugeChart, PanelsChart } from "./charts.ts";
import type { Lane, LaneFill, LanesChart } from "./lanes.ts";
import { fills } from "./ledger-text.ts";
import type { LinesChart } from "./lines.ts";
import { oneLine, padEnd, widthOf, wrap } from "./width.ts";

const levels = "▁▂▃▄▅▆▇█";
const narrowest = 3;

/** A chart in lines of at most `width` columns: a row of small bars for each series. */
export function chartLines(chart: ChartBlock, width: number): string[] {
  switch (chart.form) {
    case "columns":
      return columnsLines(chart, width);
    case "panels":
      return panelsLines(chart, width);
    case "gauge":
      return gaugeLines(chart, width);
    case "bars":
      return barsLines(chart, width);
    case "lanes":
      return lanesLines(chart, width);
    case "lines":
      return linesLines(chart, width);
  }
}

/** One bar for each share from 0 to 1; a share above zero always has a visible bar. */
function sparkline(shares: readonly number[]): string {
  return shares
    .map((share) => (share > 0 ? (levels[Math.min(7, Math.max(0, Math.ceil(share * 8) - 1))] ?? "█") : " "))
    .join("");
}

/** As many bars as fit: each shows the highest of those that it stands for. */
function resampled(shares: readonly number[], most: number): number[] {
  const size = Math.max(1, Math.ceil(shares.length / most));
  return Array.from({ length: Math.ceil(shares.length / size) }, (_, index) =>
    Math.max(...shares.slice(index * size, (index + 1) * size)),
  );
}

interface Row {
  readonly label: string;
  readonly shares: readonly number[];
  readonly note: string;
}

/** Labels, bars and notes in three columns; bars that find no room are left out, the numbers never. */
function rowLines(rows: readonly Row[], width: number): string[] {
  return inThreeColumns(rows, width, ({ shares }, room) => sparkline(resampled(shares, room)));
}

function inThreeColumns<Each extends Omit<Row, "shares">>(
  rows: readonly Each[],
  width: number,
  drawBar: (row: Each, room: number) => string,
): string[] {
  const labels = Math.max(0, ...rows.map(({ label }) => widthOf(label)));
  const notes = Math.max(0, ...rows.map(({ note }) => widthOf(note)));
  const room = width - labels - notes - 4;
  if (room < narrowest) return rows.flatMap(({ label, note }) => wrap(`${label} ${note}`, width));
  const bars = rows.map((row) => drawBar(row, room));
  const longest = Math.max(0, ...bars.map((bar) => bar.length));
  return rows.map(({ label, note }, index) =>
    [padEnd(label, labels), padEnd(bars[index] ?? "", longest), note].join("  "),
  );
}

function columnsLines({ caption, columns, legend, marks }: ColumnsChart, width: number): string[] {
  const heights = (fill: ChartFill) =>
    columns.map(({ parts }) => parts.find((part) => part.fill === fill)?.height ?? 0);
  const highest = Math.max(0, ...legend.flatMap(({ fill }) => heights(fill))) || 1;
  const rows = legend.map(({ fill, label, note }) => ({
    label: legend.length > 1 ? `${caption}: ${label}` : caption,
    shares: heights(fill).map((height) => height / highest),
    note,
  }));
  const places = marks.map(({ label }) => label).join("   ");
  return [
    ...rowLines(rows, width),
    ...(places ? wrap(places, width - 2, "   ").map((line) => `  ${line}`) : []),
  ];
}

function panelsLines({ caption, panels }: PanelsChart, width: number): string[] {
  const few = panels.every(({ bars }) => bars.length <= 3);
  const rows = panels.map(({ title, bars }) => ({
    label: oneLine(title),
    shares: bars.map(({ share }) => share),
    note: few ? bars.map(({ label, value }) => oneLine(`${label} ${value}`)).join(", ") : "",
  }));
  return [...wrap(oneLine(caption), width), ...rowLines(rows, width)];
}

const characters: Readonly<Partial<Record<ChartFill, string>>> = {
  ...fills,
  active: "█",
  idle: "▒",
  waiting: "▓",
  other: "▚",
  free: "·",
  reserved: "×",
};

function gaugeLines({ caption, parts, places, marks }: GaugeChart, width: number): string[] {
  const scale = Math.min(1, width / places);
  const bar = parts
    .map(({ fill, from, share }) => {
      const start = Math.round(from * places * scale);
      const end = Math.round((from + share) * places * scale);
      return (characters[fill] ?? "█").repeat(end - start);
    })
    .join("");
  const named = parts.map(({ fill, label }) => oneLine(`${characters[fill] ?? "█"} ${label}`));
  return [
    ...wrap([caption, ...marks.map(({ label }) => label)].map(oneLine).join("   "), width, "   "),
    bar,
    ...wrap(named.join("   "), width, "   "),
  ];
}

/** What is divided and its parts, and the bar below them. */
function barsLines({ caption, bars }: BarsChart, width: number): string[] {
  return [
    ...wrap(oneLine(caption), width),
    ...bars.flatMap((bar) => {
      const named = namedParts(bar).map(({ fill, label, note }) =>
        oneLine(`${barFills[fill]} ${label} ${note}`),
      );
      const drawn = drawnParts(bar).map(({ fill, from, share }) =>
        barFills[fill].repeat(Math.round((from + share) * width) - Math.round(from * width)),
      );
      return [...wrap([`${oneLine(bar.label)}:`, ...named].join("   "), width, "   "), drawn.join("")];
    }),
  ];
}

/** A bar for each point: what the points are, the table says. */
function linesLines({ caption, plots }: LinesChart, width: number): string[] {
  const rows = plots.map(({ lines }) =>
    rowLines(
      lines.map(({ label, points, note }) => ({
        label: oneLine(label),
        shares: points.map(({ y }) => y),
        note: oneLine(note),
      })),
      width,
    ),
  );
  return [
    ...wrap(oneLine(caption), width),
    ...plots.flatMap(({ title }, index) => [...wrap(oneLine(title), width), ...(rows[index] ?? [])]),
  ];
}

const laneSigns: Readonly<Record<LaneFill, string>> = { read: "░", wrote: "◆", stored: "━", lost: "✗" };

function lanesLines({ caption, lanes, undoneAt, legend }: LanesChart, width: number): string[] {
  const rows = lanes.map((lane) => ({
    lane,
    label: oneLine(lane.label),
    note: [lane.read?.label, lane.write?.label, lane.fate]
      .flatMap((part) => (part ? [oneLine(part)] : []))
      .join(", "),
  }));
  const named = legend.map(({ fill, label }) => oneLine(`${laneSigns[fill]} ${label}`));
  return [
    ...wrap(oneLine(caption), width),
    ...inThreeColumns(rows, width, ({ lane }, room) => laneLine(lane, undoneAt, room)),
    ...wrap(named.join("   "), width, "   "),
  ];
}

/** `░░···◆━━━✗`: read, wrote, counted, undone. */
function laneLine({ read, write, undone }: Lane, undoneAt: number | null, room: number): string {
  const cells = Array.from({ length: room }, () => " ");
  const end = undone && undoneAt !== null ? Math.max(1, Math.floor(undoneAt * room)) : room;
  // What comes just before the undoing still has a cell of its own.
  const cellOf = (share: number) => Math.min(end - 1, Math.floor(share * room));
  const fill = (sign: string, from: number, to: number) => cells.fill(sign, cellOf(from), cellOf(to) + 1);
  if (read?.span && write) fill("·", read.span[0], write.at);
  if (read?.span) fill(laneSigns.read, ...read.span);
  if (write) fill(laneSigns.stored, write.at, undone && undoneAt === null ? write.at : 1);
  if (write) fill(laneSigns.wrote, write.at, write.at);
  if (end < room) cells[end] = laneSigns.lost;
  return cells.join("");
}
