import { judgeCounter, verdictOf, withClaims } from "../../ledger/judge.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import { atLeast, atMost, type Discrepancy, differs } from "../discrepancy.ts";

/** The judge's answer from the outcomes and from what was counted. */
export function checkLedger(ledger: Ledger): Discrepancy[] {
  const { attempted, ok, failed, unknown } = ledger;
  const sum = differs("attempted", attempted, ok + failed + unknown);
  if (sum.length > 0) return sum;
  if (ledger.moving || ledger.unread) {
    const nothingSaid = { lost: 0, duplicated: 0, verdict: "open" } as const;
    return (["lost", "duplicated", "verdict"] as const).flatMap((key) =>
      differs(key, ledger[key], nothingSaid[key]),
    );
  }
  const { claimed = 0 } = ledger;
  const claims = atMost("claimed", claimed, ledger.pending);
  if (ledger.byName) return [...claims, ...checkNames(ledger)];
  const judged = withClaims(judgeCounter(ledger, ledger), claimed);
  const keys = ["lost", "duplicated", "recovered", "verdict"] as const;
  return [...claims, ...keys.flatMap((key) => differs(key, ledger[key], judged[key]))];
}

/** The names themselves are not in a result: what must hold between their numbers is checked. */
function checkNames(ledger: Ledger): Discrepancy[] {
  const { ok, unknown, lost, duplicated, recovered, stored, pending, unexpected = 0 } = ledger;
  const names = ok - lost + recovered + unexpected;
  const verdict = verdictOf({ lost, duplicated, unexpected }) ?? (ledger.claimed ? "open" : "exact");
  return [
    ...atMost("lost", lost, ok),
    ...atMost("recovered", recovered, unknown),
    ...atMost("duplicated", duplicated, Math.max(0, names)),
    ...(duplicated === 0
      ? differs("stored + pending", stored + pending, names)
      : atLeast("stored + pending", stored + pending, names + duplicated)),
    ...differs("verdict", ledger.verdict, verdict),
  ];
}
