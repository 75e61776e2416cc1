import type { Asked } from "../questions.ts";
import type { StepResult, WalkStep } from "./result.ts";
import type { en } from "./words.en.ts";

/** Only what this walk gives reason for. */
export function stepQuestions({ steps, sources, strategy }: StepResult, { questions }: typeof en): Asked[] {
  const found: Asked[] = [];
  const gone = steps.find(({ ledger, line }) => ledger.lost > 0 && line !== null);
  const before = gone && lineBefore(sources[gone.file ?? ""] ?? "", gone.line ?? 0);
  if (gone && before) found.push(questions.goneAt(gone.place, gone.ledger.lost, before));
  const both = steps.find((step) => step.line !== null && holdsTwice(step));
  if (both) found.push(questions.bothHold(both.place, both.ledger.stored));
  const [death, end] = [steps.find(({ place }) => place === "dead"), steps.at(-1)];
  if (death && death.ledger.pending > 0 && end?.ledger.verdict === "exact" && end.ledger.pending === 0) {
    found.push(questions.stillThere(death.ledger.pending));
  }
  if (!death) found.push(questions.whereToKill(strategy));
  return found;
}

/** The hits are stored, exactly, and Redis has them as well. */
function holdsTwice({ ledger, redis }: WalkStep): boolean {
  return ledger.verdict === "exact" && ledger.stored > 0 && redis.length > 0 && ledger.pending === 0;
}

function lineBefore(source: string, line: number): string | undefined {
  const above = source.split("\n").slice(0, line - 1);
  return above.findLast((text) => /\bawait\b/.test(text) && !/\bfailpoint\(/.test(text))?.trim();
}
