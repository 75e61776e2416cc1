import type { Asked } from "../questions.en.ts";
import type { Texts } from "../words.ts";
import { isSound, type MatrixResult, noCrash, type StepResult, type WalkStep } from "./results.ts";

/** Only what this walk gives reason for. */
export function stepQuestions(
  { steps, sources, strategy }: StepResult,
  { crashes: { questions } }: Texts,
): Asked[] {
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

export function matrixQuestions({ matrix }: MatrixResult, { crashes: { questions } }: Texts): Asked[] {
  const found: Asked[] = [];
  const rows = Object.entries(matrix);
  const places = rows.flatMap(([strategy, cells]) =>
    Object.entries(cells)
      .filter(([place]) => place !== noCrash)
      .map(([place, cell]) => ({ strategy, place, cell, others: Object.entries(cells) })),
  );
  const loss = places.find(({ cell }) => cell.lost > 0);
  if (loss) {
    const exact = loss.others.filter(([place, { exact, runs }]) => place !== noCrash && exact === runs);
    if (exact.length > 0) {
      found.push(questions.losesOnlyAt(loss.strategy, loss.cell.lost, loss.place, exact.length));
    }
  }
  const doubling = places.find(({ cell }) => cell.duplicated > 0);
  if (doubling) found.push(questions.doublesAt(doubling.strategy, doubling.cell.duplicated, doubling.place));
  const sound = rows.filter(([, cells]) => isSound(cells)).map(([name]) => `\`${name}\``);
  if (sound.length > 1) found.push(questions.inCommon(sound.join(", ")));
  return found;
}
