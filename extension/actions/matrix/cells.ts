import type { Ledger } from "../../ledger/ledger.ts";
import type { MatrixCell, MatrixCounts, MatrixOutcome } from "./result.ts";

/** The column of the control runs, in which no worker is killed. */
export const noCrash = "no-crash";

export function matrixCell(outcomes: readonly MatrixOutcome[]): MatrixCell {
  return { ...matrixCounts(outcomes), outcomes };
}

export function matrixCounts(outcomes: readonly MatrixOutcome[]): MatrixCounts {
  const most = (key: "lost" | "duplicated" | "pending") =>
    Math.max(0, ...outcomes.map(({ ledger }) => ledger[key]));
  const sum = (some: readonly MatrixOutcome[]) => some.reduce((total, { times }) => total + times, 0);
  const wrong = outcomes.find(({ ledger }) => ledger.verdict !== "exact");
  return {
    runs: sum(outcomes),
    exact: sum(outcomes.filter(({ ledger }) => ledger.verdict === "exact")),
    lost: most("lost"),
    duplicated: most("duplicated"),
    pending: most("pending"),
    verdict: wrong?.ledger.verdict ?? "exact",
  };
}

/** Ledgers that are alike, together. */
export function alikeLedgers(ledgers: readonly Ledger[]): MatrixOutcome[] {
  const groups = Map.groupBy(ledgers, (ledger) => JSON.stringify(Object.entries(ledger).sort()));
  return [...groups.values()].flatMap((group) => {
    const [ledger] = group;
    return ledger ? [{ times: group.length, ledger }] : [];
  });
}

/** True when no crash, at no place, has cost anything. */
export function isSound(cells: Readonly<Record<string, MatrixCell>>): boolean {
  return Object.values(cells).every(isExact);
}

/** True when the ledger closed each time, and nothing was left in the buffer. */
export function isExact(cell: MatrixCell | undefined): boolean {
  return cell !== undefined && cell.exact === cell.runs && cell.pending === 0;
}
