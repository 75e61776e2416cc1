import { type Language, localizer } from "../../common/language.ts";
import { type Block, gap } from "../../drawing/blocks.ts";
import type { LoadProgress } from "../../load/load.ts";
import type { Progress } from "../define.ts";
import { progressLedger } from "../verdict/view.ts";
import { latencyChart } from "./latency-chart.ts";
import type { Slice } from "./slices.ts";
import { throughputChart } from "./throughput-chart.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

/** Before this much of the run is done, the remaining time would be a guess. */
const tellingFraction = 0.02;

/** A load before its first hit. */
export const loadToCome = {
  text: localizer({ en, ru })(({ sending }) => sending),
  load: {
    ...{ attempted: 0, ok: 0, failed: 0, unknown: 0 },
    ...{ elapsedMs: 0, fraction: 0, answersPerSecond: 0, silentMs: 0 },
  },
} satisfies Progress;

/** The same blocks in the same places as in the result, so that nothing jumps when it arrives. */
export function progressBlocks(
  progress: LoadProgress,
  slices: readonly Slice[],
  language: Language,
): Block[] {
  const words = { en, ru }[language];
  const { attempted, elapsedMs, fraction, answersPerSecond } = progress;
  const wholeMs = fraction >= tellingFraction ? elapsedMs / Math.min(1, fraction) : undefined;
  const gone = words.progress(attempted, elapsedMs);
  const text = wholeMs === undefined ? gone : `${gone}, ${words.remaining(wholeMs - elapsedMs)}`;
  return [
    { kind: "verdict", sign: "•", text },
    progressLedger(progress, fraction, language),
    { kind: "line", text: [words.now(answersPerSecond), countsSoFar(progress, language)].join(gap) },
    throughputChart(slices, wholeMs ?? elapsedMs, language),
    latencyChart(unknownYet, language),
  ];
}

export function countsSoFar({ ok, failed, unknown }: LoadProgress, language: Language): string {
  return { en, ru }[language].counts(ok, failed, unknown);
}

const unknownYet = { latencyBuckets: [], latencyMs: { p50: 0, p90: 0, p99: 0, max: 0 } };
