import type { Ledger, Verdict } from "../../ledger/ledger.ts";
import type { HeldKey, HeldTable } from "../../stack/stack.ts";

/** What a walk through a batch is made of: go to the next place, kill the worker there, start a new one, go to the end. */
export const moves = ["next", "kill", "restart", "run"] as const;
export type Move = (typeof moves)[number];

export interface StepResult extends Ledger {
  readonly action: "step";
  readonly strategy: string;
  readonly hits: number;
  /** The files that the worker went through, relative to the app's folder, as they ran. */
  readonly sources: Readonly<Record<string, string>>;
  /** The first is the one before any move. */
  readonly steps: readonly WalkStep[];
}

/** A place of the walk, and what was to be found there. */
export interface WalkStep extends Stand {
  /** What led here; null: nothing yet. */
  readonly move: Move | null;
  /** Which worker process it is, counting from 1. */
  readonly worker: number;
  /** How the batch failed, when it did. */
  readonly failed: { readonly code: string; readonly message: string } | null;
  readonly redis: readonly HeldKey[];
  readonly postgres: readonly HeldTable[];
  /** As it is if the worker dies now. */
  readonly ledger: Ledger;
}

export interface Stand {
  /** `begin`: before its first line; the name of a failpoint; `end`: through with the batch; `dead`: killed. */
  readonly place: string;
  /** Where the failpoint is; null where the worker stands at none. */
  readonly file: string | null;
  readonly line: number | null;
}

/** The column of the matrix in which nobody dies. */
export const noCrash = "no-crash";

export interface MatrixResult {
  readonly action: "matrix";
  readonly hits: number;
  readonly repeat: number;
  /** By strategy, then by the place of the crash, in the order in which the strategy comes to them. */
  readonly matrix: Readonly<Record<string, Readonly<Record<string, MatrixCell>>>>;
  /** Strategies that nobody had named and that cannot be crashed here: the code of the error that says why. */
  readonly leftOut: readonly { readonly strategy: string; readonly code: string }[];
  /** Workers that were killed. */
  readonly crashes: number;
  readonly durationMs: number;
}

export interface MatrixCell extends MatrixCounts {
  readonly outcomes: readonly MatrixOutcome[];
}

export interface MatrixCounts {
  readonly runs: number;
  /** Runs whose ledger closed. */
  readonly exact: number;
  /** The most that one run lost, counted twice, and left in the buffer. */
  readonly lost: number;
  readonly duplicated: number;
  readonly pending: number;
  /** The first verdict that is not `exact`, if there is one. */
  readonly verdict: Verdict;
}

/** Runs that ended alike. */
export interface MatrixOutcome {
  readonly times: number;
  readonly ledger: Ledger;
}

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

/** What a reader says who wants no more moves. */
export const endOfWalk = "end";

/** What may be done next; nothing more once the batch is through. */
export function possibleMoves(place: string): readonly Move[] {
  if (place === "end") return [];
  return place === "dead" ? ["restart"] : ["next", "kill", "run"];
}

/** True when no crash, at no place, has cost anything. */
export function isSound(cells: Readonly<Record<string, MatrixCell>>): boolean {
  return Object.values(cells).every(isExact);
}

/** True when the ledger closed each time, and nothing was left in the buffer. */
export function isExact(cell: MatrixCell | undefined): boolean {
  return cell !== undefined && cell.exact === cell.runs && cell.pending === 0;
}
