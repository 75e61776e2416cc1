import type { Language } from "../../common/language.ts";
import { formatLatency, formatRate } from "../../drawing/format.ts";
import { surplusCause } from "../../ledger/judge.ts";
import type { OpenLoop } from "../../load/load.ts";
import type { Asked } from "../questions.ts";
import { serviceWords } from "../service-names.ts";
import { en } from "./questions.en.ts";
import { ru } from "./questions.ru.ts";
import type { LoadResult } from "./result.ts";

/** Only questions that the numbers give reason for. */
export function loadQuestions(result: LoadResult, language: Language): Asked[] {
  const { ok, failed, unknown, lost, duplicated, pending } = result;
  const questions = { en, ru }[language];
  const found: Asked[] = [];
  const cause = surplusCause(result);
  const storedThoughRefused = (result.unexpected ?? 0) > 0 || cause === "refused";
  const refusedForNothing = failed > 0 && !storedThoughRefused && cause !== "either";
  if (ok === 0 && refusedForNothing) return [questions.noneAcknowledged(failed)];
  if (ok === 0 && !storedThoughRefused && cause === undefined) return [];
  const twice = result.intents?.storedMore ?? 0;
  if (twice > 0) {
    found.push(result.retry?.sameId ? questions.storedTwiceUnderOneId(twice) : questions.storedTwice(twice));
  } else if (cause === "repeated") found.push(questions.duplicated);
  if (cause === "either") found.push(questions.surplus(duplicated, failed));
  if (lost > 0) found.push(...lossQuestions(result, language));
  if (storedThoughRefused) found.push(questions.unexpected);
  if (unknown > 0 && twice === 0) found.push(questions.unanswered(unknown));
  // A run whose hits asked Redis for nothing has its buffer elsewhere.
  if (pending > 0 && result.time?.partsMs.redis !== 0) found.push(questions.pending(pending));
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

/** About the likeliest cause: what the lab itself did to the run comes before what the code may do. */
function lossQuestions(result: LoadResult, language: Language): Asked[] {
  const { ok, failed, unknown, lost, byName, connections, processCalls, fault } = result;
  const questions = { en, ru }[language];
  if (fault && fault.killedMs !== null) {
    return [questions.lostToKill(serviceWords[language].names[fault.kill], lost, byName)];
  }
  // The view says what is known of them: they were counted for another strategy, or for no row.
  if (result.elsewhere?.length || lost === ok) return [];
  if (processCalls > 0) return [questions.lostWhileProcessing(processCalls)];
  // A hit with a row of its own shares no number with others.
  const mayOverlap = connections > 1 && !byName;
  const found: Asked[] = [];
  if (failed > 0)
    found.push(questions.refusedAndLost(failed, lost, isShortOfConnections(result), mayOverlap));
  else if (unknown === 0 && mayOverlap) found.push(questions.silentLoss(lost));
  if (mayOverlap) found.push(questions.fewerConnections(connections));
  return found;
}

/** Nearly all refusals came from PostgreSQL's limit of connections, or from a pool that had none free. */
function isShortOfConnections({ failures, failed }: LoadResult): boolean {
  const { "53300": refused = 0, "pool-timeout": waited = 0 } = failures;
  return refused + waited > failed * 0.9;
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
