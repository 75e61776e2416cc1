import type { Session } from "../../session.ts";
import type { GuaranteesResult } from "../result.ts";
import { guaranteeRows, partsOfRow, rowOfRun } from "./rows.ts";
import { readSource } from "./strategy-source.ts";

/** Everything that this session has measured, by strategy. */
export async function readGuarantees(session: Session): Promise<GuaranteesResult> {
  const runs = session.runs.map(({ result }) => result);
  const { drains, crashes } = session.measured;
  const rows = [...runs.map(rowOfRun), ...drains.map(({ row }) => row), ...Object.keys(crashes)];
  const reading = [...new Set(rows)].map(async (row) => {
    const { app, strategy } = partsOfRow(row);
    return [row, await readSource(session.options.stackFolder, app, strategy)] as const;
  });
  const sources = Object.fromEntries(
    (await Promise.all(reading)).flatMap(([row, facts]) => (facts ? [[row, facts] as const] : [])),
  );
  const measured = { drains, crashes, sources };
  return { action: "compare", runs, rows: guaranteeRows(runs, measured), measured };
}
