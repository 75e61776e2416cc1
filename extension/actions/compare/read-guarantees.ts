import type { Session } from "../session.ts";
import { readSource } from "../strategies/strategy-source.ts";
import { type GuaranteesResult, guaranteeRows, type Measured, partsOfRow, rowOfRun } from "./guarantees.ts";

/** Everything that this session has measured, by strategy. */
export async function guarantees(session: Session): Promise<GuaranteesResult> {
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
  const measured: Measured = { drains, crashes, sources };
  return { action: "compare", runs, rows: guaranteeRows(runs, measured), measured };
}
