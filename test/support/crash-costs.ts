import type { MatrixResult } from "../../extension/actions/matrix/result.ts";

/** The costs of a crash that loses nothing and counts nothing twice. */
export const noCosts = { lost: 0, duplicated: 0, pending: 0, wrong: 0 };

/** Each place of a strategy with what a crash there has cost. */
export function crashCosts({ matrix }: MatrixResult, strategy: string): [string, typeof noCosts][] {
  return Object.entries(matrix[strategy] ?? {}).map(([place, { lost, duplicated, pending, runs, exact }]) => [
    place,
    { lost, duplicated, pending, wrong: runs - exact },
  ]);
}
