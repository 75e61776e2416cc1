import type { Language } from "../common/language.ts";
import type { Chart, ChartAxis, ChartTick } from "./charts.ts";
import { formatExact } from "./format.ts";
import { linearTicks, logShare, logTicks } from "./scale.ts";

/** Line charts side by side with the same lines. Each line has a marker of its own shape. */
export interface LinesChart extends Chart {
  readonly form: "lines";
  readonly plots: readonly LinesPlot[];
  readonly legend: readonly { readonly marker: Marker; readonly label: string }[];
  /** What a ring around a marker says, and what the bar through it does. */
  readonly ring: string;
  readonly bar: string;
}

interface LinesPlot {
  readonly title: string;
  /** The plot in a sentence, for screen readers. */
  readonly summary: string;
  readonly x: ChartAxis;
  readonly y: ChartAxis;
  readonly lines: readonly Line[];
}

interface Line {
  readonly label: string;
  readonly marker: Marker;
  /** From left to right. */
  readonly points: readonly LinePoint[];
  /** What the terminal says beside it. */
  readonly note: string;
}

export interface LinePoint {
  readonly x: number;
  readonly y: number;
  /** The ends of its bar. */
  readonly low: number;
  readonly high: number;
  readonly ringed?: true;
}

const markers = ["circle", "square", "triangle", "diamond", "cross"] as const;
export type Marker = (typeof markers)[number];

/** A plot before it has places: numbers instead of shares. Values on the x axis are positive. */
interface MeasuredPlot extends Pick<LinesPlot, "title" | "summary"> {
  readonly x: string;
  readonly y: string;
  /** On a logarithmic axis where its numbers span more than a decade. */
  readonly mayBeLog?: true;
  readonly lines: readonly (Pick<Line, "label" | "note"> & { readonly points: readonly LinePoint[] })[];
}

export function linesChart(
  {
    plots,
    ...rest
  }: Pick<LinesChart, "caption" | "summary" | "ring" | "bar"> & { readonly plots: readonly MeasuredPlot[] },
  language: Language,
): LinesChart {
  const labels = plots[0]?.lines.map(({ label }) => label) ?? [];
  return {
    kind: "chart",
    form: "lines",
    ...rest,
    plots: plots.map((plot) => placed(plot, language)),
    legend: labels.map((label, index) => ({ marker: markerOf(index), label })),
  };
}

function markerOf(index: number): Marker {
  return markers[index % markers.length] ?? "circle";
}

function placed({ title, summary, x, y, mayBeLog, lines }: MeasuredPlot, language: Language): LinesPlot {
  const points = lines.flatMap((line) => line.points);
  const across = acrossScale(points.map((point) => point.x));
  const up = upScale(
    points.flatMap(({ low, high }) => [low, high]),
    mayBeLog,
  );
  const values = [...new Set(points.map((point) => point.x))].sort((one, other) => one - other);
  const at = (value: number): ChartTick => ({ at: across(value), label: formatExact(value, language) });
  return {
    title,
    summary,
    x: { label: x, ticks: spaced(values.map(at)) },
    y: {
      label: y,
      ticks: up.ticks.map((tick) => ({ at: up.share(tick), label: formatExact(tick, language) })),
    },
    lines: lines.map((line, index) => ({
      ...line,
      marker: markerOf(index),
      points: line.points.map((point) => ({
        ...point,
        x: across(point.x),
        y: up.share(point.y),
        low: up.share(point.low),
        high: up.share(point.high),
      })),
    })),
  };
}

/** Room for the markers at both ends. */
const margin = 0.03;

function acrossScale(values: readonly number[]): (value: number) => number {
  const [first, last] = [Math.min(...values), Math.max(...values)];
  if (!(last > first)) return () => 0.5;
  const isLog = last > 10 * first;
  const share = (value: number) => (isLog ? logShare(value, first, last) : (value - first) / (last - first));
  return (value) => margin + share(value) * (1 - 2 * margin);
}

function upScale(values: readonly number[], mayBeLog = false) {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  if (!(mayBeLog && least > 0 && most > 10 * least)) {
    const ticks = linearTicks(Math.max(most, 1e-9), 4);
    const top = ticks.at(-1) ?? 1;
    return { ticks, share: (value: number) => Math.min(1, value / top) };
  }
  const [bottom, top] = [roundDown(least), most * 1.15];
  return { ticks: logTicks(bottom, top), share: (value: number) => logShare(value, bottom, top) };
}

function roundDown(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [5, 2, 1].find((factor) => factor * power <= value) ?? 1;
  return step * power;
}

/** The narrowest plot and its digits, px. */
const narrowest = 300;
const digit = 7.5;

/** Without the ticks whose labels would touch the one before; the last one always stays. */
function spaced(ticks: readonly ChartTick[]): ChartTick[] {
  const width = ({ label }: ChartTick) => (label.length * digit + 6) / narrowest;
  const kept: ChartTick[] = [];
  for (const tick of ticks.toReversed()) {
    const next = kept[0];
    if (!next || next.at - tick.at >= (width(next) + width(tick)) / 2) kept.unshift(tick);
  }
  return kept;
}
