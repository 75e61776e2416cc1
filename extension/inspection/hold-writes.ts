import type pg from "pg";
import { isRefusal } from "../stack/connections/postgres.ts";
import { ownRole } from "../stack/own-app/database.ts";
import { ownAppError } from "../stack/own-app/errors.ts";
import type { ServerAccess } from "./server-access.ts";

const hold = (tables: string) => `
  SET lock_timeout = '3s';
  BEGIN;
  LOCK TABLE ${tables} IN SHARE ROW EXCLUSIVE MODE`;

const ours = "surge_lab.counter, surge_lab.slots, surge_lab.hits";

/** Of an app that is not ours: each in its database may hold what its hits leave. */
const tablesOfOwnApp = `
  SELECT string_agg(format('%I.%I', schemaname, tablename), ', ') AS tables FROM pg_tables WHERE tableowner = $1`;

// Not from pg_stat_activity: within a transaction that says the same again and again.
const waiting = `
  SELECT DISTINCT pid FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))`;

const endWaiting = `SELECT pg_terminate_backend(pid) FROM (${waiting}) AS waiting`;

/** What can be done with the backends that wait. */
interface Held {
  /** @returns how many there are */
  readonly waiting: () => Promise<number>;
  /** Ends them, so that none of their statements is carried out, which it would be even with nobody left to hear of it. */
  readonly end: () => Promise<unknown>;
}

/** Keeps every write of a hit waiting while the work lasts; all can be read meanwhile. */
export function holdWrites<T>(servers: ServerAccess, work: (held: Held) => Promise<T>): Promise<T> {
  const holding = (tables: string) => async (client: pg.Client) => {
    await client.query(hold(tables));
    // The end of the connection would let go as well.
    const done = await work({
      waiting: async () => (await client.query(waiting)).rows.length,
      end: () => client.query(endWaiting),
    });
    await client.query("COMMIT");
    return done;
  };
  const { own } = servers;
  if (!own) return servers.asAdmin(holding(ours));
  const held = own.asAdmin(async (client) => {
    const { rows } = await client.query<{ tables: string | null }>(tablesOfOwnApp, [ownRole]);
    const tables = rows[0]?.tables;
    return tables ? holding(tables)(client) : work({ waiting: async () => 0, end: async () => {} });
  });
  // A transaction of the app may keep a table for longer than the lab waits for it.
  return held.catch((error: unknown) => {
    if (!isRefusal(error)) throw error;
    throw ownAppError("own-tables-held", { reason: error.message }, { cause: error });
  });
}

/** Longer than any work, should nobody be left to end it. Milliseconds. */
const longestPause = 10_000;

/** Keeps every command that writes to Redis waiting while the work lasts. That of a client which dies meanwhile is never run. */
export async function holdRedisWrites<T>(servers: ServerAccess, work: () => Promise<T>): Promise<T> {
  const send = (...words: string[]) => servers.inRedis((client) => client.call("CLIENT", ...words));
  await send("PAUSE", String(longestPause), "WRITE");
  try {
    return await work();
  } finally {
    await send("UNPAUSE");
  }
}
