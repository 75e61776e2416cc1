import { formatNumber, type Language } from "../../common/language.ts";
import type { ColumnsChart } from "../../drawing/charts.ts";
import { formatExact, formatLatency } from "../../drawing/format.ts";
import { linearTicks, logShare, logTicks } from "../../drawing/scale.ts";
import { right } from "../columns.ts";
import type { PredictedValue } from "../expect.ts";
import type { LoadResult } from "./result.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

const percentiles = ["p50", "p90", "p99", "max"] as const;
/** By about this factor the ends of neighbouring buckets differ. */
const step = 1.25;
/** How much of the height the columns may take: the labels of the marks stand above them. */
const room = 0.6;
const roomBesideGuess = 0.5;

type Latencies = Pick<LoadResult, "latencyBuckets" | "latencyMs">;

/** How many answers took how long, on a logarithmic axis. Without buckets: the empty picture, while a run lasts. */
export function latencyChart(
  { latencyBuckets, latencyMs }: Latencies,
  language: Language,
  predicted: readonly PredictedValue[] = [],
): ColumnsChart {
  const { charts: words } = { en, ru }[language];
  const total = latencyBuckets.reduce((sum, { count }) => sum + count, 0);
  const known = total > 0;
  const starts = latencyBuckets.map(
    ({ upToMs }, index) => latencyBuckets[index - 1]?.upToMs ?? upToMs / step,
  );
  const low = known ? Math.min(starts[0] ?? 1, Math.max(0.001, latencyMs.p50)) : 1;
  const high = known ? Math.max(low * step, latencyBuckets.at(-1)?.upToMs ?? 1, latencyMs.max) : 1000;
  const percent = (count: number) => (100 * count) / Math.max(1, total);
  const steps = linearTicks(Math.max(1, ...latencyBuckets.map(({ count }) => percent(count))), 3, true);
  const guessed = percentiles.flatMap((name) => {
    const guess = predicted.find(({ key }) => key === `latencyMs.${name}`)?.guess;
    return typeof guess === "number" ? [[name, guess] as const] : [];
  });
  const top = (steps.at(-1) ?? 1) / (guessed.length > 0 ? roomBesideGuess : room);
  const at = (ms: number) => logShare(ms, low, high);
  const latency = (ms: number) => words.ms(formatLatency(ms, language));
  const measured = percentiles.map((name) => ({
    at: at(latencyMs[name]),
    label: `${words.percentiles[name]} ${latency(latencyMs[name])}`,
  }));
  const guesses = guessed.map(([name, guess]) => ({
    at: at(Math.min(high, Math.max(low, guess))),
    label: words.guess(`${words.percentiles[name]} ${latency(guess)}`),
    guess: true as const,
  }));
  const marks = known ? [...measured, ...guesses] : [];
  return {
    kind: "chart",
    form: "columns",
    caption: words.latency,
    summary: `${words.latency}: ${known ? marks.map(({ label }) => label).join(", ") : words.atTheEnd}`,
    columns: latencyBuckets.map(({ upToMs, count }, index) => ({
      from: at(starts[index] ?? low),
      width: at(upToMs) - at(starts[index] ?? low),
      parts: count > 0 ? [{ fill: "latency", height: percent(count) / top }] : [],
    })),
    x: {
      label: words.milliseconds,
      ticks: logTicks(low, high).map((ms) => ({ at: at(ms), label: formatExact(ms, language) })),
    },
    y: {
      label: words.percent,
      ticks: known ? steps.map((value) => ({ at: value / top, label: formatNumber(value, language) })) : [],
    },
    marks,
    legend: [
      {
        fill: "latency",
        label: words.answers,
        note: known ? words.between(latency(low), latency(high)) : words.atTheEnd,
      },
    ],
    table: {
      kind: "table",
      caption: words.latencyTable,
      columns: [right(words.upToMs), right(words.answers), right(words.percent)],
      rows: latencyBuckets.map(({ upToMs, count }) => [
        formatExact(upToMs, language),
        formatNumber(count, language),
        formatNumber(percent(count), language),
      ]),
    },
  };
}
