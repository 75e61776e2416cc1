import type { ServerAccess } from "./server-access.ts";

const hold = `
  SET lock_timeout = '3s';
  BEGIN;
  LOCK TABLE surge_lab.counter, surge_lab.slots, surge_lab.hits IN SHARE ROW EXCLUSIVE MODE`;

// Not from pg_stat_activity: within a transaction that says the same again and again.
const waiting = `
  SELECT count(DISTINCT pid)::int AS backends FROM pg_locks
  WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))`;

/**
 * Keeps every write of a hit waiting while the work lasts; all can be read meanwhile.
 * @param work is given how to ask how many backends wait
 */
export function holdWrites<T>(
  servers: ServerAccess,
  work: (waiting: () => Promise<number>) => Promise<T>,
): Promise<T> {
  return servers.asAdmin(async (client) => {
    await client.query(hold);
    // The end of the connection would let go as well.
    const done = await work(async () => Number((await client.query(waiting)).rows[0]?.backends));
    await client.query("COMMIT");
    return done;
  });
}
