import { formatNumber, type Language } from "../../common/language.ts";
import { formatLatency, formatRate } from "../../drawing/format.ts";
import { type LinesChart, linesChart } from "../../drawing/lines.ts";
import type { SweepPoint, SweepResult } from "./result.ts";
import type { en } from "./words.en.ts";

/** Throughput and p99, a line for each strategy that has points. */
export function sweepChart(
  { points, strategies, knob, knee }: SweepResult,
  { charts: words, knobs }: typeof en,
  language: Language,
): LinesChart {
  const curves = strategies.flatMap((strategy) => {
    const own = points.filter((point) => point.strategy === strategy);
    const [first, last] = [own[0], own.at(-1)];
    return first && last ? [{ strategy, own, first, last, knee: knee[strategy]?.value ?? null }] : [];
  });
  const spoken = (title: string, value: (point: SweepPoint) => string) =>
    words.said(
      title,
      curves
        .map(
          ({ strategy, own }) =>
            `${strategy} ${own.map((point) => `${formatNumber(point.value, language)}: ${value(point)}`).join(", ")}`,
        )
        .join("; "),
    );
  const ringed = (point: SweepPoint, value: number | null) =>
    point.value === value ? ({ ringed: true } as const) : {};
  const best = (own: readonly SweepPoint[], first: SweepPoint) =>
    own.reduce((most, point) => (point.requestsPerSecond > most.requestsPerSecond ? point : most), first);
  return linesChart(
    {
      caption: words.caption(knobs[knob].name),
      summary: [words.throughput, words.p99].join(", "),
      ring: words.ring,
      bar: words.spread,
      plots: [
        {
          title: words.throughput,
          summary: spoken(words.throughput, ({ requestsPerSecond }) =>
            formatRate(requestsPerSecond, language),
          ),
          x: knobs[knob].axis,
          y: words.perSecond,
          lines: curves.map(({ strategy, own, first, knee: value }) => ({
            label: strategy,
            note: [words.bestNote(best(own, first)), ...(value === null ? [] : [words.kneeNote(value)])].join(
              ", ",
            ),
            points: own.map((point) => {
              const [low, high] = point.spread.requestsPerSecond;
              return { x: point.value, y: point.requestsPerSecond, low, high, ...ringed(point, value) };
            }),
          })),
        },
        {
          title: words.p99,
          summary: spoken(words.p99, ({ p99Ms }) => formatLatency(p99Ms, language)),
          x: knobs[knob].axis,
          y: words.ms,
          mayBeLog: true,
          lines: curves.map(({ strategy, own, first, last, knee: value }) => ({
            label: strategy,
            note: words.p99Note(first, last),
            points: own.map((point) => {
              const [low, high] = point.spread.p99Ms;
              return { x: point.value, y: point.p99Ms, low, high, ...ringed(point, value) };
            }),
          })),
        },
      ],
    },
    language,
  );
}
