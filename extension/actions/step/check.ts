import { type Discrepancy, differs, within } from "../discrepancy.ts";
import { checkLedger } from "../verdict/check-ledger.ts";
import type { StepResult } from "./result.ts";

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
