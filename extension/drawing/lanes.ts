import type { Language } from "../common/language.ts";
import type { Chart, ChartAxis, ChartTick } from "./charts.ts";
import { formatExact } from "./format.ts";
import { linearTicks } from "./scale.ts";

/** A lane for each of those that read a value and wrote another, on one axis of time. The numbers stand in them. */
export interface LanesChart extends Chart {
  readonly form: "lanes";
  readonly lanes: readonly Lane[];
  /** When the last of them wrote over the others; null: not recorded. */
  readonly undoneAt: number | null;
  readonly x: ChartAxis;
  readonly legend: readonly { readonly fill: LaneFill; readonly label: string }[];
}

export interface Lane {
  readonly label: string;
  /** What became of it. */
  readonly fate: string;
  readonly undone: boolean;
  /** From the question to the answer, with the value that it saw. Without a span the value alone is known. */
  readonly read: { readonly label: string; readonly span: readonly [from: number, to: number] | null } | null;
  /** One moment, with the value that it wrote. */
  readonly write: { readonly label: string; readonly at: number } | null;
}

/** `stored`: in the counter, from its write on; `lost`: no longer in it. */
export type LaneFill = "read" | "wrote" | "stored" | "lost";

/** A lane before it has places: times instead of shares. */
interface TimedLane extends Pick<Lane, "label" | "fate"> {
  readonly read: {
    readonly label: string;
    readonly times: readonly [from: number, to: number] | null;
  } | null;
  readonly write: { readonly label: string; readonly time: number } | null;
}

/** @param lanes in the order of their writes: the last has undone the others */
export function lanesChart(
  {
    lanes,
    axis,
    ...rest
  }: Pick<LanesChart, "caption" | "summary" | "legend"> & {
    readonly lanes: readonly TimedLane[];
    readonly axis: string;
  },
  language: Language,
): LanesChart {
  const times = lanes.flatMap(({ read, write }) => [...(read?.times ?? []), ...(write ? [write.time] : [])]);
  const first = times.reduce((least, time) => Math.min(least, time), Infinity);
  const end = lanes.at(-1)?.write?.time ?? null;
  const latest = end ?? times.reduce((most, time) => Math.max(most, time), -Infinity);
  // Room behind the last write, so that its outcome is seen.
  const scale = { first, length: Math.max(latest - first, shortest) * 1.12 };
  // Clocks of two processes may differ a little; what is drawn keeps the order in which the row was written.
  const shareOf = (time: number, most = latest) => (Math.min(time, most, latest) - first) / scale.length;
  return {
    kind: "chart",
    form: "lanes",
    ...rest,
    lanes: lanes.map(({ label, fate, read, write }, index) => ({
      label,
      fate,
      undone: index < lanes.length - 1,
      read: read && {
        label: read.label,
        span: read.times && [shareOf(read.times[0], write?.time), shareOf(read.times[1], write?.time)],
      },
      write: write && { label: write.label, at: shareOf(write.time) },
    })),
    undoneAt: end === null ? null : shareOf(end),
    x: { label: axis, ticks: times.length === 0 ? [] : ticksOf(scale, language) },
  };
}

/** Milliseconds: what happens at once still has a width. */
const shortest = 0.1;

function ticksOf(
  { first, length }: { readonly first: number; readonly length: number },
  language: Language,
): ChartTick[] {
  const steps = linearTicks(length, 6);
  const [, step = length] = steps;
  const before = Math.ceil(first / step);
  return steps
    .map((_, index) => Number(((before + index) * step).toPrecision(12)))
    .map((time) => ({ at: (time - first) / length, label: formatExact(time, language) }))
    .filter(({ at }) => at <= 1);
}
