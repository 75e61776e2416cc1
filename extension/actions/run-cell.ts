import { interpretCell } from "../document/cell.ts";
import type { Cell } from "../document/document.ts";
import { ownAppError } from "../stack/own-app/errors.ts";
import type { Lab } from "./define.ts";
import { checkExpectations, type ExpectedValue, type PredictedValue, readPredictions } from "./expect.ts";
import type { Guess } from "./foresight.ts";
import { actions, type Result } from "./index.ts";
import { runStatements } from "./statements/statements.ts";
import { unlessCrowded } from "./unless-crowded.ts";

/** A result together with what the student predicted and the cell's author expects of it. */
export interface CellReport {
  readonly result: Result;
  readonly predicted: readonly PredictedValue[];
  readonly expected: readonly ExpectedValue[];
  /** The student's reason for the prediction. */
  readonly why?: string;
}

/** Runs one cell. @throws LabError when it fails, AbortError when it is cancelled. */
export async function runCell(cell: Cell, lab: Lab): Promise<CellReport> {
  await lab.session.settled(lab.signal);
  lab.signal.throwIfAborted();
  if (cell.language !== "yaml")
    return { result: await runStatements(cell, lab), predicted: [], expected: [] };
  const work = interpretCell(cell, actions);
  if (work.action.needsOurApp && lab.session.stack?.composition.own)
    throw ownAppError("own-action", { action: work.action.name });
  const made = await unlessCrowded(lab, (within) => work.action.run(within, work.parameters));
  // Without what the shape of the result does not have: a report with more is not an honest one.
  const { data: result = made } = work.action.result.safeParse(made);
  return {
    result,
    predicted: readPredictions(result, work.predict),
    expected: checkExpectations(result, work.expect),
    ...(work.why !== undefined && { why: work.why }),
  };
}

/** The guesses of a cell and the reason for them, before anything is measured. */
export interface Foresight {
  readonly guesses: readonly Guess[];
  readonly why?: string | undefined;
}

/** @throws LabError where the cell cannot be read */
export function foresightOf(cell: Cell): Foresight {
  if (cell.language !== "yaml") return { guesses: [] };
  const { predict, why } = interpretCell(cell, actions);
  return { guesses: Object.entries(predict).map(([key, guess]) => ({ key, guess })), why };
}

/** True when a cancel has ended the cell, and what it had measured by then is its result. */
export function isCancelled({ result }: Pick<CellReport, "result">): boolean {
  return "cancelled" in result && result.cancelled === true;
}

/** True when the servers refused what the student wrote: the cell has failed, and its table says why. */
export function hasStatementError({ result }: Pick<CellReport, "result">): boolean {
  return "statements" in result && result.statements.some(({ error }) => error !== null);
}
