import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { stackGone } from "../stack/errors.ts";
import type { StatementResult } from "../stack/stack.ts";
import { splitSql } from "./split-sql.ts";
import { Statement } from "./statement.ts";

export interface CellLimits {
  /** The most rows to show of one statement. */
  readonly rowLimit: number;
  /** How long one statement may take, milliseconds. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** How long to wait for a reserved slot while a crowd is being refused, milliseconds. */
const patience = 3_000;

/**
 * Starting backends hold a slot until they are refused, so in a crowd even a superuser may be turned away
 * for a moment: it asks again.
 * @param purpose stands in pg_stat_activity: `surge-lab inspection`
 */
export async function connectAsAdmin(
  endpoint: string,
  purpose: string,
  timeoutMs: number,
): Promise<pg.Client> {
  const deadline = Date.now() + patience;
  for (;;) {
    const client = new pg.Client({
      connectionString: endpoint,
      ssl: false,
      application_name: `surge-lab ${purpose}`,
      connectionTimeoutMillis: 5_000,
      statement_timeout: timeoutMs,
    });
    try {
      return await connected(client);
    } catch (error) {
      if (!isFull(error) || Date.now() > deadline) throw stackGone(error);
      await sleep(50);
    }
  }
}

/** The same client; where it cannot connect, nothing of it stays. */
export async function connected(client: pg.Client): Promise<pg.Client> {
  // A connection that breaks makes its query fail, and that is where it is told.
  client.on("error", () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    void client.end().catch(() => undefined);
    throw error;
  }
}

function isFull(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === "53300";
}

/** Resolves when the server has let go of the connection, or hangs and does not do it within 1 s. */
export async function close(client: pg.Client): Promise<void> {
  await Promise.race([client.end().catch(() => undefined), sleep(1_000, undefined, { ref: false })]);
}

/**
 * Runs the statements one after another, on a connection of their own, until one fails.
 * A superuser's connection, so that it works also when the app has used up its own.
 * @throws LabError `stack-gone`; AbortError after a cancel, once PostgreSQL has stopped working on it
 */
export async function runSql(endpoint: string, text: string, limits: CellLimits): Promise<StatementResult[]> {
  const { signal, timeoutMs, rowLimit } = limits;
  signal.throwIfAborted();
  const client = await connectAsAdmin(endpoint, "cell", timeoutMs);
  const backend = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
  const cancel = () => void cancelBackend(endpoint, backend.rows[0]?.pid);
  signal.addEventListener("abort", cancel);
  try {
    const results: StatementResult[] = [];
    for (const statement of splitSql(text)) {
      signal.throwIfAborted();
      const result = await client.query(new Statement(statement, rowLimit)).result;
      signal.throwIfAborted();
      results.push(result);
      if (result.error) break;
    }
    return results;
  } catch (error) {
    signal.throwIfAborted();
    throw stackGone(error);
  } finally {
    signal.removeEventListener("abort", cancel);
    await close(client);
  }
}

async function cancelBackend(endpoint: string, pid: number | undefined): Promise<void> {
  try {
    const client = await connectAsAdmin(endpoint, "cancel", 2_000);
    await client.query("SELECT pg_cancel_backend($1)", [pid]);
    await close(client);
  } catch {
    // The server is gone, and with it the statement.
  }
}
