// What the strategies have stored in PostgreSQL.
import { pool } from "./connections.ts";
import { Refused } from "./refusal.ts";
import type { Strategy } from "./strategies.ts";

/** Creates the counter rows before the first hits, so that these do not race to insert them. */
export async function addRows(strategies: readonly (readonly [string, Strategy])[]): Promise<void> {
  const counting = strategies.filter(([, { stored, storesIds }]) => !stored && !storesIds);
  const names = counting.map(([name]) => name);
  await pool.query(
    "INSERT INTO counter (strategy, value) SELECT unnest($1::text[]), 0 ON CONFLICT DO NOTHING",
    [names],
  );
}

export async function storedBy(name: string, { stored, storesIds }: Strategy): Promise<number> {
  if (stored) return stored();
  return storesIds ? rowsOf(name) : valueInRow(name);
}

async function rowsOf(name: string): Promise<number> {
  const { rows } = await pool.query("SELECT count(*) FROM hits WHERE strategy = $1", [name]);
  return Number(rows[0].count);
}

async function valueInRow(name: string): Promise<number> {
  const { rows } = await pool.query("SELECT value FROM counter WHERE strategy = $1", [name]);
  if (rows.length === 1) return rows[0].value;
  const message = `The table "counter" has no row "${name}". The app adds it when it starts.`;
  throw new Refused({ code: "no-row", message, outcome: "failed" });
}
