import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { LabError } from "../../common/lab-error.ts";
import { stackGone } from "../errors.ts";

/** How long to wait for a reserved slot while a crowd is being refused, milliseconds. */
const patience = 3_000;
/** How much later than the server's own limit an answer may come, milliseconds. */
const grace = 1_000;

/**
 * Backends that are just starting hold a slot until they are refused, so in a crowd even a superuser may be
 * turned away for a moment: it tries again.
 * @param purpose stands in pg_stat_activity: `surge-lab inspection`
 * @throws LabError `stack-gone`
 */
export async function connectToPostgres(
  endpoint: string,
  purpose: string,
  timeoutMs: number,
): Promise<pg.Client> {
  const deadline = performance.now() + patience;
  for (;;) {
    const client = new pg.Client({
      connectionString: endpoint,
      ssl: false,
      application_name: `surge-lab ${purpose}`,
      connectionTimeoutMillis: 5_000,
      statement_timeout: timeoutMs,
      // A server that stands still does not keep its own limit. The statements of a cell are limited where they run.
      ...(purpose !== "cell" && { query_timeout: timeoutMs + grace }),
    });
    try {
      return await connected(client);
    } catch (error) {
      if (!isFull(error) || performance.now() > deadline) throw stackGone(error);
      await sleep(50);
    }
  }
}

/** The same client, connected; where it cannot connect, nothing of it stays. */
export async function connected(client: pg.Client): Promise<pg.Client> {
  // A connection that breaks makes its query fail, and the query reports it.
  client.on("error", () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    void client.end().catch(() => undefined);
    throw error;
  }
}

/** Resolves when the server has let go of the connection, at the latest after 1 s. */
export async function close(client: pg.Client): Promise<void> {
  await Promise.race([client.end().catch(() => undefined), sleep(1_000, undefined, { ref: false })]);
}

/** No connection is left for the role. */
export function isFull(error: unknown): boolean {
  const reason = error instanceof LabError ? error.cause : error;
  return reason instanceof pg.DatabaseError && reason.code === "53300";
}

/** PostgreSQL answered no. Any other error means that the connection is lost; so do 57P01 to 57P03 (shutdown). */
export function isRefusal(error: unknown): error is pg.DatabaseError {
  return error instanceof pg.DatabaseError && !/^57P0[123]$/.test(error.code ?? "");
}
