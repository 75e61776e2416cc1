import pg from "pg";
import { openRedis } from "./open-redis.ts";

/** How to reach PostgreSQL. Every wait has an end, so that no hit hangs. Milliseconds. */
export const postgres = {
  connectionString: setting("DATABASE_URL"),
  application_name: "surge-app",
  connectionTimeoutMillis: 3_000,
  statement_timeout: 3_000,
  query_timeout: 3_500,
  idle_in_transaction_session_timeout: 4_000,
  // There are 17 for everyone: a connection of the pool that has nothing to do is given back.
  idleTimeoutMillis: 200,
};

/** The app's pool: at most ten connections, each opened when it is first needed. */
export const pool = new pg.Pool({ ...postgres, max: 10 });
// A lost connection fails the query that it was at; where it had none, the pool just opens another.
// Without these listeners Node would end the app for it.
pool.on("error", () => {});
pool.on("connect", (client) => client.on("error", () => {}));

/**
 * Lends a connection of the pool, for work that takes several statements. When the work fails, PostgreSQL rolls back:
 * because it is told to, or because the connection is closed.
 */
export async function withConnection<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    const result = await work(client);
    client.release();
    return result;
  } catch (error) {
    // Only after an answer of PostgreSQL itself is it clear what state the connection is in.
    const answered = error instanceof pg.DatabaseError;
    const usable =
      answered &&
      (await client.query("ROLLBACK").then(
        () => true,
        () => false,
      ));
    client.release(!usable);
    throw error;
  }
}

/** The app's connection to Redis: one is enough, because Redis works off one command after another anyway. */
export const redis = openRedis(setting("REDIS_URL"), {
  // A reply that got lost says nothing about its command. Sending it again would count a hit twice.
  autoResendUnfulfilledCommands: false,
  maxRetriesPerRequest: 0,
  // Without a connection, refuse a hit at once instead of keeping it in memory.
  enableOfflineQueue: false,
  connectTimeout: 2_000,
  commandTimeout: 2_000,
  retryStrategy: () => 200,
});
// Every command reports its own failure; without a listener ioredis also writes it to the log.
redis.on("error", () => {});

function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set. It is the URL of a server that the app needs.`);
  return value;
}
