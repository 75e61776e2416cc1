import type { LineBlock } from "../blocks.ts";
import type { LoadResult } from "../results.ts";
import type { Texts } from "../texts/index.ts";

const most = 2;

/** One or two things to ask oneself, the most telling first; only what the numbers give reason for. */
export function hintsOf(result: LoadResult, words: Texts): LineBlock[] {
  return candidates(result, words)
    .slice(0, most)
    .map((text) => ({ kind: "line", tone: "hint", text }));
}

function candidates(result: LoadResult, { hints }: Texts): string[] {
  const { ok, failed, unknown, lost, duplicated, pending, connections, processCalls } = result;
  const found: string[] = [];
  if (ok === 0) return failed > 0 ? [hints.noneAcknowledged] : [];
  if (duplicated > 0) found.push(hints.duplicated);
  if (lost > 0 && processCalls > 0) found.push(hints.lostWhileProcessing(processCalls));
  else if (lost > 0 && failed > 0) found.push(hints.refusedAndLost(failed, lost));
  else if (lost > 0 && unknown === 0) found.push(hints.silentLoss(lost));
  if (lost > 0 && processCalls === 0 && connections > 1) found.push(hints.fewerConnections(connections));
  if ((result.unexpected ?? 0) > 0) found.push(hints.unexpected);
  if (unknown > 0) found.push(hints.unanswered(unknown));
  if (pending > 0) found.push(hints.pending(pending));
  if (lost === 0 && failed > 0) found.push(hints.onlyRefused(failed));
  if (result.verdict === "exact") found.push(hints.price);
  return found;
}
