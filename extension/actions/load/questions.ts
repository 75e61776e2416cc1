import type { Language } from "../../common/language.ts";
import { formatLatency, formatRate } from "../../drawing/format.ts";
import { surplusCause } from "../../ledger/judge.ts";
import type { OpenLoop } from "../../load/load.ts";
import type { Asked } from "../questions.ts";
import { en } from "./questions.en.ts";
import { ru } from "./questions.ru.ts";
import type { LoadResult } from "./result.ts";

/** Only questions that the numbers give reason for. */
export function loadQuestions(result: LoadResult, language: Language): Asked[] {
  const { ok, failed, unknown, lost, duplicated, pending, connections, processCalls } = result;
  const questions = { en, ru }[language];
  const found: Asked[] = [];
  const cause = surplusCause(result);
  const storedThoughRefused = (result.unexpected ?? 0) > 0 || cause === "refused";
  const refusedForNothing = failed > 0 && !storedThoughRefused && cause !== "either";
  if (ok === 0 && refusedForNothing) return [questions.noneAcknowledged(failed)];
  if (ok === 0 && !storedThoughRefused && cause === undefined) return [];
  if (cause === "repeated") found.push(questions.duplicated);
  if (cause === "either") found.push(questions.surplus(duplicated, failed));
  if (lost > 0 && processCalls > 0) found.push(questions.lostWhileProcessing(processCalls));
  else if (lost > 0 && failed > 0) found.push(questions.refusedAndLost(failed, lost));
  else if (lost > 0 && unknown === 0) found.push(questions.silentLoss(lost));
  if (lost > 0 && processCalls === 0 && connections > 1) found.push(questions.fewerConnections(connections));
  if (storedThoughRefused) found.push(questions.unexpected);
  if (unknown > 0) found.push(questions.unanswered(unknown));
  if (pending > 0) found.push(questions.pending(pending));
  if (lost === 0 && refusedForNothing) found.push(questions.onlyRefused(failed));
  if (result.openLoop) {
    found.push(openLoopQuestion(result, result.openLoop, language));
  } else if (result.verdict === "exact") {
    const { requestsPerSecond, latencyMs } = result;
    found.push(
      questions.price(formatRate(requestsPerSecond, language), formatLatency(latencyMs.p99, language)),
    );
  }
  return found;
}

function openLoopQuestion(
  { latencyMs }: LoadResult,
  { rate, waited, serviceMs }: OpenLoop,
  language: Language,
): Asked {
  const questions = { en, ru }[language];
  if (waited === 0 || latencyMs.p99 < 2 * serviceMs.p99) return questions.nextRate(rate, waited);
  return questions.waitedInLine(
    formatLatency(latencyMs.p99, language),
    formatLatency(serviceMs.p99, language),
  );
}
