import { type Discrepancy, differs, within } from "../discrepancy.ts";
import { checkLedger } from "../verdict/check-ledger.ts";
import { type MatrixCell, type MatrixResult, matrixCounts, noCrash, type StepResult } from "./results.ts";

const ledgerKeys = [
  "attempted",
  "ok",
  "failed",
  "unknown",
  "stored",
  "pending",
  "lost",
  "duplicated",
  "recovered",
  "byName",
  "verdict",
] as const;

/** Each ledger by itself, moves that are possible one after another, and the last ledger as the result. */
export function checkStep(result: StepResult): Discrepancy[] {
  const { steps, hits } = result;
  const last = steps.at(-1);
  return [
    ...checkLedger(result),
    ...(last ? ledgerKeys.flatMap((key) => differs(key, result[key], last.ledger[key])) : []),
    ...steps.flatMap((step, index) =>
      within(`steps.${index}`, [
        ...within("ledger", checkLedger(step.ledger)),
        ...differs("ledger.attempted", step.ledger.attempted, hits),
        ...checkMove(result, index),
      ]),
    ),
  ];
}

function checkMove({ steps }: StepResult, index: number): Discrepancy[] {
  const [before, here] = [steps[index - 1], steps[index]];
  if (!here) return [];
  if (!before) return [...differs("move", here.move, null), ...differs("worker", here.worker, 1)];
  const isNew = here.move === "restart";
  return [
    ...differs("worker", here.worker, before.worker + (isNew ? 1 : 0)),
    ...differs("move", isNew, before.place === "dead"),
    ...differs("place", here.place === "dead", here.move === "kill"),
  ];
}

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
