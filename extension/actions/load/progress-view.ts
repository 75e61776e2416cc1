import type { Language } from "../../common/language.ts";
import { type Block, gap } from "../../drawing/blocks.ts";
import type { LoadProgress } from "../../load/load.ts";
import { progressLedger } from "../verdict/view.ts";
import { latencyChart } from "./latency-chart.ts";
import { throughputChart } from "./throughput-chart.ts";
import type { Slice } from "./trace.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

/** Before this much of the run is done, the remaining time would be a guess. */
const tellingFraction = 0.02;

/** The same blocks in the same places as in the result, so that nothing jumps when it arrives. */
export function progressBlocks(
  progress: LoadProgress,
  slices: readonly Slice[],
  language: Language,
): Block[] {
  const words = { en, ru }[language];
  const { attempted, ok, failed, unknown, elapsedMs, fraction, answersPerSecond } = progress;
  const wholeMs = fraction >= tellingFraction ? elapsedMs / Math.min(1, fraction) : undefined;
  const gone = words.progress(attempted, elapsedMs);
  const text = wholeMs === undefined ? gone : `${gone}, ${words.remaining(wholeMs - elapsedMs)}`;
  const counts = words.counts(ok, failed, unknown);
  return [
    { kind: "verdict", sign: "•", text },
    progressLedger(progress, fraction, language),
    { kind: "line", text: [words.now(answersPerSecond), counts].join(gap) },
    throughputChart(slices, wholeMs ?? elapsedMs, language),
    latencyChart(unknownYet, language),
  ];
}

const unknownYet = { latencyBuckets: [], latencyMs: { p50: 0, p90: 0, p99: 0, max: 0 } };
