import { explainedBy } from "../../ledger/explain.ts";
import { type Discrepancy, differs, within } from "../discrepancy.ts";
import { checkInterleave } from "../interleave/check.ts";
import type { InterleaveResult } from "../interleave/result.ts";
import { checkLedger } from "../verdict/check-ledger.ts";
import { replayOf } from "./replay.ts";
import { type ExplainResult, mostCollisions } from "./result.ts";

/** It is this collision that was played, and nothing but its own numbers is said of it. */
function played({ replay }: ExplainResult, played: InterleaveResult): Discrepancy[] {
  return [
    ...differs("strategy", played.strategy, replay?.strategy ?? null),
    ...differs("order", played.order, replay?.order ?? null),
    ...checkInterleave(played),
  ];
}

/** The numbers of an explanation that do not follow from its other numbers. */
export function checkExplain(result: ExplainResult): Discrepancy[] {
  const { causes, explained, overwrites, worst, restored, sizes, collisions, removals, acknowledged, lost } =
    result;
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
  const undone = sum(sizes.map(({ undid, times }) => undid * times));
  const undoing = sum(sizes.filter(({ undid }) => undid > 0).map(({ times }) => times));
  return [
    ...differs("explained", explained, explainedBy(causes)),
    ...differs("overwrites", overwrites, sum(sizes.map(({ times }) => times))),
    ...differs("worst", worst, Math.max(0, ...sizes.map(({ undid }) => undid))),
    ...(overwrites > 0
      ? differs("causes.overwritten", causes.overwritten, Math.max(0, undone - restored))
      : []),
    ...differs("collisions.length", collisions.length, Math.min(undoing, mostCollisions)),
    ...collisions.flatMap(({ undid, hits }, index) =>
      differs(`collisions.${index}.undid`, undid, hits.length - 1),
    ),
    ...(removals.length < mostCollisions
      ? differs("causes.thrownAway", causes.thrownAway, sum(removals.map(({ thrownAway }) => thrownAway)))
      : []),
    ...removals.flatMap(({ read, removed, thrownAway }, index) =>
      differs(`removals.${index}.thrownAway`, thrownAway, Math.max(0, removed - read)),
    ),
    ...differs(
      "replay",
      JSON.stringify(result.replay),
      JSON.stringify(replayOf(result.strategy, collisions[0])),
    ),
    ...(result.played ? within("played", played(result, result.played)) : []),
    ...within("ledger", checkLedger(result.ledger)),
    ...differs("lost", lost, result.ledger.lost),
    ...differs("acknowledged", acknowledged, result.ledger.ok),
  ];
}
