import type { Language } from "../../common/language.ts";
import { type Block, gap } from "../../drawing/blocks.ts";
import type { LoadProgress } from "../../load/load.ts";
import { progressLedger } from "../verdict/view.ts";
import type { Texts } from "../words.ts";
import { latencyChart } from "./latency-chart.ts";
import { throughputChart } from "./throughput-chart.ts";
import type { Slice } from "./trace.ts";

/** Before a fiftieth of the run is done, how long the rest takes is a guess. */
const tellingFraction = 0.02;

/** The same blocks in the same places as the result will have, so that nothing jumps when it comes. */
export function progressBlocks(
  progress: LoadProgress,
  slices: readonly Slice[],
  words: Texts,
  language: Language,
): Block[] {
  const { attempted, ok, failed, unknown, elapsedMs, fraction, answersPerSecond } = progress;
  const wholeMs = fraction >= tellingFraction ? elapsedMs / Math.min(1, fraction) : undefined;
  const gone = words.load.progress(attempted, elapsedMs);
  const text = wholeMs === undefined ? gone : `${gone}, ${words.load.remaining(wholeMs - elapsedMs)}`;
  const counts = words.load.counts(ok, failed, unknown);
  return [
    { kind: "verdict", sign: "•", text },
    progressLedger(progress, fraction, words),
    { kind: "line", text: [words.load.now(answersPerSecond), counts].join(gap) },
    throughputChart(slices, wholeMs ?? elapsedMs, words, language),
    latencyChart(unknownYet, words, language),
  ];
}

const unknownYet = { latencyBuckets: [], latencyMs: { p50: 0, p90: 0, p99: 0, max: 0 } };
