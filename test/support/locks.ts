import pg from "pg";
import { until } from "./servers.ts";

/** Something in PostgreSQL that the app has to wait for. */
export interface Lock {
  release(): Promise<void>;
}

/** Holds the row of a strategy's counter: the app stops at its UPDATE. */
export function holdRow(url: string, strategy: string): Promise<Lock> {
  return hold(url, `SELECT FROM counter WHERE strategy = ${pg.escapeLiteral(strategy)} FOR UPDATE`);
}

/** Lets nobody write into a table. */
export function holdTable(url: string, table: string): Promise<Lock> {
  return hold(url, `LOCK TABLE ${pg.escapeIdentifier(table)} IN EXCLUSIVE MODE`);
}

async function hold(url: string, statement: string): Promise<Lock> {
  const client = new pg.Client(url);
  client.on("error", () => {}); // PostgreSQL may be stopped meanwhile
  await client.connect();
  await client.query("BEGIN");
  await client.query(statement);
  return { release: () => client.end() };
}

/** How many connections of the app wait for a lock. */
export async function waitingForLock(admin: pg.Client): Promise<number> {
  const waiting = "SELECT FROM pg_stat_activity WHERE usename = 'surge_app' AND wait_event_type = 'Lock'";
  return (await admin.query(waiting)).rowCount ?? 0;
}

export async function connectionsOfAppAre(admin: pg.Client, count: number): Promise<void> {
  await until(`the app has ${count} connections`, async () => {
    const all = await admin.query("SELECT FROM pg_stat_activity WHERE usename = 'surge_app'");
    return all.rowCount === count;
  });
}
