import { type Discrepancy, differs, within } from "../discrepancy.ts";
import { checkLedger } from "../verdict/check-ledger.ts";
import { matrixCounts, noCrash } from "./cells.ts";
import type { MatrixCell, MatrixResult } from "./result.ts";

/** The counts from the ledgers, the ledgers by themselves, a crash for each run that is not the control. */
export function checkMatrix({ matrix, hits, repeat, crashes }: MatrixResult): Discrepancy[] {
  const cells = Object.entries(matrix).flatMap(([strategy, row]) =>
    Object.entries(row).map(([place, cell]) => ({ key: `matrix.${strategy}.${place}`, place, cell })),
  );
  const crashed = cells.filter(({ place }) => place !== noCrash);
  return [
    ...cells.flatMap(({ key, cell, place }) =>
      within(key, [...checkCell(cell, hits), ...differs("runs", cell.runs, place === noCrash ? 1 : repeat)]),
    ),
    ...differs(
      "crashes",
      crashes,
      crashed.reduce((sum, { cell }) => sum + cell.runs, 0),
    ),
  ];
}

function checkCell(cell: MatrixCell, hits: number): Discrepancy[] {
  const counted = matrixCounts(cell.outcomes);
  const keys = ["runs", "exact", "lost", "duplicated", "pending", "verdict"] as const;
  return [
    ...keys.flatMap((key) => differs(key, cell[key], counted[key])),
    ...cell.outcomes.flatMap(({ ledger }, index) =>
      within(`outcomes.${index}.ledger`, [
        ...checkLedger(ledger),
        ...differs("attempted", ledger.attempted, hits),
      ]),
    ),
  ];
}
