import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { LabError } from "../common/lab-error.ts";
import { close, connectToPostgres, isFull } from "../stack/connections/postgres.ts";
import { splitSql } from "../stack/connections/split-sql.ts";
import { stackGone } from "../stack/errors.ts";
import type { StatementResult } from "../stack/stack.ts";
import { inspectionError } from "./errors.ts";
import { orAbort } from "./or-abort.ts";
import { Statement } from "./statement.ts";

export interface CellLimits {
  /** The most rows to show of one statement. */
  readonly rowLimit: number;
  /** How long one statement may take, milliseconds. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** The server's own limit comes first: its error says more. Milliseconds. */
const grace = 500;
/** How long to wait until PostgreSQL has ended what is cancelled, milliseconds. */
const endWithin = 600;

/** URLs of the same database: as the role that ends what a cell left behind, and as the one that the cell has. */
interface SqlEndpoints {
  readonly admin: string;
  readonly own: string;
}

/**
 * Runs the statements one after another, on a connection of their own, until one fails.
 * @throws LabError `stack-gone`, `no-connection-left`, `sql-too-slow` or `answer-too-large`; AbortError after a cancel
 */
export async function runSql(
  { admin, own }: SqlEndpoints,
  text: string,
  limits: CellLimits,
): Promise<StatementResult[]> {
  const { signal, timeoutMs } = limits;
  signal.throwIfAborted();
  const client = await orAbort(connectToPostgres(own, "cell", timeoutMs), signal, close).catch(
    (error: unknown) => {
      // The superuser has connections that are reserved; a cell has not.
      throw isFull(error) ? inspectionError("no-connection-left", undefined, { cause: error }) : error;
    },
  );
  try {
    const asked = client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
    const [backend] = (await orAbort(asked, signal)).rows;
    const results: StatementResult[] = [];
    for (const statement of splitSql(text)) {
      const result = await runStatement(client, statement, limits).catch(async (error: unknown) => {
        // Also where the lab gave up: a statement may have switched the server's limit off.
        await Promise.race([endBackend(admin, backend?.pid), sleep(endWithin)]);
        throw error;
      });
      results.push(result);
      if (result.error) break;
    }
    return results;
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof LabError ? error : stackGone(error);
  } finally {
    await close(client);
  }
}

async function runStatement(
  client: pg.Client,
  text: string,
  { signal, timeoutMs, rowLimit }: CellLimits,
): Promise<StatementResult> {
  signal.throwIfAborted();
  const late = AbortSignal.timeout(timeoutMs + grace);
  try {
    const { result } = client.query(new Statement(text, rowLimit));
    return await orAbort(result, AbortSignal.any([signal, late]));
  } catch (error) {
    throw late.aborted && !signal.aborted
      ? inspectionError("sql-too-slow", { seconds: timeoutMs / 1000 })
      : error;
  }
}

/** Not only its statement: a statement can go on after a cancel. */
async function endBackend(endpoint: string, pid: number | undefined): Promise<void> {
  try {
    const client = await connectToPostgres(endpoint, "cancel", 2_000);
    await client.query("SELECT pg_terminate_backend($1)", [pid]);
    await close(client);
  } catch {
    // The server is gone, and with it the statement.
  }
}
