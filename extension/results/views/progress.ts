import type { LoadProgress } from "../../load/load.ts";
import { type Block, gap } from "../blocks.ts";
import type { Texts } from "../texts/index.ts";
import { progressLedger } from "./ledger.ts";

export function progressBlocks(progress: LoadProgress, words: Texts): Block[] {
  const { attempted, ok, failed, unknown, elapsedMs, fraction } = progress;
  const counts = words.load.counts(ok, failed, unknown);
  return [
    { kind: "verdict", sign: "•", text: words.load.progress(attempted, elapsedMs) },
    progressLedger(progress, fraction, words),
    { kind: "line", text: [words.load.now(currentRate(progress)), counts].join(gap) },
  ];
}

/** Answers per second of the latest sample; of the whole run so far while the sample is too short to say. */
function currentRate({ sample, attempted, elapsedMs }: LoadProgress): number {
  const sampleMs = sample.atMs % 1000 || 1000;
  if (sampleMs >= 200 && sample.attempted > 0) return (sample.attempted * 1000) / sampleMs;
  return elapsedMs > 0 ? (attempted * 1000) / elapsedMs : 0;
}
