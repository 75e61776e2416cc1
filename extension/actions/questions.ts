import type { Language } from "../common/language.ts";
import type { QuestionBlock } from "../drawing/blocks.ts";
import { formatLatency, formatRate } from "../drawing/format.ts";
import { safeHtml } from "../drawing/safe-html.ts";
import type { OpenLoop } from "../load/load.ts";
import type { LoadResult } from "./load/result.ts";
import type { Asked } from "./questions.en.ts";
import type { ProcessResult } from "./results.ts";
import type { Texts } from "./words.ts";

const most = 2;

/** One or two questions, the most telling first, their answers folded. */
export function ask(asked: readonly Asked[], words: Texts): QuestionBlock[] {
  return asked.slice(0, most).map(({ question, answer }) => ({
    kind: "question",
    question: { markdown: question, html: safeHtml(question) },
    answer: { markdown: answer, html: safeHtml(answer) },
    open: words.questions.open,
  }));
}

/** Only what the numbers give reason for. */
export function loadQuestions(result: LoadResult, { questions }: Texts, language: Language): Asked[] {
  const { ok, failed, unknown, lost, duplicated, pending, connections, processCalls } = result;
  const found: Asked[] = [];
  if (ok === 0) return failed > 0 ? [questions.noneAcknowledged(failed)] : [];
  if (duplicated > 0) found.push(questions.duplicated);
  if (lost > 0 && processCalls > 0) found.push(questions.lostWhileProcessing(processCalls));
  else if (lost > 0 && failed > 0) found.push(questions.refusedAndLost(failed, lost));
  else if (lost > 0 && unknown === 0) found.push(questions.silentLoss(lost));
  if (lost > 0 && processCalls === 0 && connections > 1) found.push(questions.fewerConnections(connections));
  if ((result.unexpected ?? 0) > 0) found.push(questions.unexpected);
  if (unknown > 0) found.push(questions.unanswered(unknown));
  if (pending > 0) found.push(questions.pending(pending));
  if (lost === 0 && failed > 0) found.push(questions.onlyRefused(failed));
  if (result.openLoop) {
    found.push(openLoopQuestion(result, result.openLoop, questions, language));
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
  questions: Texts["questions"],
  language: Language,
): Asked {
  if (waited === 0 || latencyMs.p99 < 2 * serviceMs.p99) return questions.nextRate(rate, waited);
  return questions.waitedInLine(
    formatLatency(latencyMs.p99, language),
    formatLatency(serviceMs.p99, language),
  );
}

export function processQuestions({ processed, before, after }: ProcessResult, { questions }: Texts): Asked[] {
  const found: Asked[] = [];
  const grown = after.stored - before.stored;
  if (grown !== processed) found.push(questions.processMismatch(processed, grown));
  if (after.pending > 0) found.push(questions.processLeft(after.pending));
  if (found.length === 0 && processed > 1) found.push(questions.processMoved(processed));
  return found;
}
