import type { Asked } from "../questions.ts";
import { isSound, noCrash } from "./cells.ts";
import type { MatrixResult } from "./result.ts";
import type { en } from "./words.en.ts";

export function matrixQuestions({ matrix }: MatrixResult, { questions }: typeof en): Asked[] {
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
