import pg from "pg";
import { openRedis } from "./open-redis.ts";

/** How to connect to PostgreSQL. Every wait has a timeout (in milliseconds), so no hit can hang. */
export const postgres = {
  connectionString: setting("DATABASE_URL"),
  application_name: "surge-app",
  connectionTimeoutMillis: 3_000,
  statement_timeout: 3_000,
  query_timeout: 3_500,
  idle_in_transaction_session_timeout: 4_000,
  // All strategies share what PostgreSQL gives the app (17 connections by default), so an idle one is closed after 200 ms.
  idleTimeoutMillis: 200,
};

/** The app's pool: at most ten connections, or as many as POOL_SIZE says, each opened on first use. */
export const pool = new pg.Pool({ ...postgres, max: Number(process.env.POOL_SIZE || 10) });
// When a connection is lost, the query running on it fails; if none was running, the pool opens a new one later.
// Without these listeners, Node would treat the "error" event as fatal and end the app.
pool.on("error", () => {});
pool.on("connect", (client) => client.on("error", () => {}));

/**
 * Borrows one connection from the pool for work that takes several statements, such as a transaction. If the work
 * fails, PostgreSQL rolls back: either on ROLLBACK, or because the connection is closed.
 */
export async function withConnection<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    const result = await work(client);
    client.release();
    return result;
  } catch (error) {
    // The connection can be reused only if PostgreSQL itself reported the error; otherwise its state is unknown.
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

/** The app's connection to Redis. One is enough: Redis executes one command after another anyway. */
export const redis = openRedis(setting("REDIS_URL"), {
  // If a reply is lost, the command may still have been executed. Sending it again could count a hit twice.
  autoResendUnfulfilledCommands: false,
  maxRetriesPerRequest: 0,
  // Without a connection, fail at once instead of queueing commands in memory.
  enableOfflineQueue: false,
  connectTimeout: 2_000,
  commandTimeout: 2_000,
  retryStrategy: () => 200,
});
// Each command already reports its own failure; without a listener ioredis would log it as well.
redis.on("error", () => {});

function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set. It is the URL of a server that the app needs.`);
  return value;
}
