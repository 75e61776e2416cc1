import { formatNumber, type Language } from "../../common/language.ts";
import type { ChartTick, ColumnsChart } from "../../drawing/charts.ts";
import { formatExact, formatRate } from "../../drawing/format.ts";
import { linearTicks } from "../../drawing/scale.ts";
import { right } from "../columns.ts";
import { type Slice, thinned } from "./slices.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

const mostColumns = 60;
/** With fewer answers, the height of a column is mostly chance. */
const answersPerColumn = 50;
/** The width of the chart while there is nothing to draw, milliseconds. */
const beforeTheFirst = 1000;
const outcomes = ["ok", "failed", "unknown"] as const;

/** Answers per second over a run that takes (or will take) `spanMs`; refusals lie on top. */
export function throughputChart(
  all: readonly Slice[],
  spanMs: number,
  language: Language,
  marks: readonly ChartTick[] = [],
): ColumnsChart {
  const { charts: words } = { en, ru }[language];
  const slices = thinned(all, columnsFor(all));
  const span = Math.max(spanMs, slices.at(-1)?.toMs ?? 0) || beforeTheFirst;
  const rate = (slice: Slice, outcome: (typeof outcomes)[number]) =>
    (slice[outcome] * 1000) / Math.max(1, slice.toMs - slice.fromMs);
  const total = (slice: Slice) => outcomes.reduce((sum, outcome) => sum + rate(slice, outcome), 0);
  const steps = linearTicks(Math.max(1, ...slices.map(total)), 3, true);
  const top = steps.at(-1) ?? 1;
  const seen = outcomes.filter((outcome) => outcome === "ok" || slices.some((slice) => slice[outcome] > 0));
  const legend = seen.map((outcome) => {
    const highest = Math.max(0, ...slices.map((slice) => rate(slice, outcome)));
    return {
      fill: outcome,
      label: words.outcomes[outcome],
      note: words.upTo(formatRate(highest, language)),
    };
  });
  const seconds = linearTicks(span / 1000, 5).filter((second) => second * 1000 <= span);
  return {
    kind: "chart",
    form: "columns",
    caption: words.throughput,
    summary: `${words.throughput}: ${legend.map(({ label, note }) => `${label} ${note}`).join(", ")}`,
    columns: slices.map((slice) => ({
      from: slice.fromMs / span,
      width: (slice.toMs - slice.fromMs) / span,
      parts: seen
        .map((outcome) => ({ fill: outcome, height: rate(slice, outcome) / top }))
        .filter(({ height }) => height > 0),
    })),
    x: {
      label: words.seconds,
      ticks: seconds.map((second) => ({
        at: (second * 1000) / span,
        label: formatExact(second, language),
      })),
    },
    y: {
      label: words.perSecond,
      ticks: steps.map((step) => ({ at: step / top, label: formatNumber(step, language) })),
    },
    marks,
    legend,
    table: {
      kind: "table",
      caption: words.throughputTable,
      columns: [right(words.until), ...seen.map((outcome) => right(words.outcomes[outcome]))],
      rows: slices.map((slice) => [
        formatExact(Math.round(slice.toMs / 10) / 100, language),
        ...seen.map((outcome) => formatRate(rate(slice, outcome), language)),
      ]),
    },
  };
}

function columnsFor(slices: readonly Slice[]): number {
  const answers = slices.reduce((sum, { ok, failed, unknown }) => sum + ok + failed + unknown, 0);
  return Math.min(mostColumns, Math.max(1, Math.floor(answers / answersPerColumn)));
}
