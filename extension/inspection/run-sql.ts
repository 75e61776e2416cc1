import { close, connectAsAdmin } from "../stack/connections/postgres.ts";
import { splitSql } from "../stack/connections/split-sql.ts";
import { stackGone } from "../stack/errors.ts";
import type { StatementResult } from "../stack/stack.ts";
import { Statement } from "./statement.ts";

export interface CellLimits {
  /** The most rows to show of one statement. */
  readonly rowLimit: number;
  /** How long one statement may take, milliseconds. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
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
