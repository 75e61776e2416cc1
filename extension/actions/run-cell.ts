import { interpretCell } from "../document/cell.ts";
import type { Cell } from "../document/document.ts";
import type { Lab } from "./define.ts";
import { checkExpectations, readPredictions } from "./expect.ts";
import { actions } from "./index.ts";
import type { CellReport, TableResult } from "./results.ts";

const rowLimit = 200;
const statementTimeoutMs = 10_000;

/** Runs one cell. @throws LabError when it fails, AbortError when it is cancelled. */
export async function runCell(cell: Cell, lab: Lab): Promise<CellReport> {
  lab.signal.throwIfAborted();
  if (cell.language !== "yaml") return { result: await runTable(cell, lab), predicted: [], expected: [] };
  const work = interpretCell(cell, actions);
  const result = await work.action.run(lab, work.parameters);
  return {
    result,
    predicted: readPredictions(result, work.predict),
    expected: checkExpectations(result, work.expect),
  };
}

async function runTable({ language, code }: Cell, { session, signal }: Lab): Promise<TableResult> {
  const { inspection } = session.require();
  const limits = { rowLimit, timeoutMs: statementTimeoutMs, signal };
  return language === "sql"
    ? { action: "sql", statements: await inspection.sql(code, limits) }
    : { action: "redis", statements: await inspection.redis(code, limits) };
}

/** True when the servers refused what the student wrote: the cell has failed, and its table says why. */
export function hasStatementError({ result }: CellReport): boolean {
  return "statements" in result && result.statements.some(({ error }) => error !== null);
}
