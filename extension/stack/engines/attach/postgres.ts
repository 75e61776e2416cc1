import { Socket } from "node:net";
import pg from "pg";
import { close } from "../../connections/postgres.ts";
import { refusedBy } from "./refusals.ts";
import type { PostgresAddress } from "./server-urls.ts";

const connectWithin = 8_000;
/** A query of the catalogue or of a lab table takes no time; waiting for a lock may. Milliseconds. */
const statementTimeout = 10_000;

/**
 * A connection for some work; after a cancel it is closed at once.
 * @throws LabError that says what PostgreSQL refuses and what would help; AbortError
 */
export async function withPostgres<T>(
  address: PostgresAddress,
  signal: AbortSignal,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = await connect(address, signal);
  try {
    return await unlessAborted(work(client), signal);
  } catch (error) {
    signal.throwIfAborted();
    throw refusedBy("postgres", address.name, error);
  } finally {
    await close(client);
  }
}

/** @throws as `withPostgres` */
export async function connect(
  address: PostgresAddress,
  signal: AbortSignal,
  socket = new Socket(),
): Promise<pg.Client> {
  signal.throwIfAborted();
  let client: pg.Client | undefined;
  try {
    // Here the certificate files of the URL are read.
    client = new pg.Client({
      connectionString: address.url,
      application_name: "surge-lab attach",
      connectionTimeoutMillis: connectWithin,
      statement_timeout: statementTimeout,
      lock_timeout: statementTimeout,
      stream: () => socket,
    });
    // A connection that breaks makes its query fail, and the query reports it.
    client.on("error", () => undefined);
    await unlessAborted(client.connect(), signal);
    return client;
  } catch (error) {
    void client?.end().catch(() => undefined);
    signal.throwIfAborted();
    throw refusedBy("postgres", address.name, error);
  }
}

/** The same promise, but a cancel ends the wait for it. */
export async function unlessAborted<T>(working: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = () => reject(signal.reason);
  signal.addEventListener("abort", abort);
  if (signal.aborted) abort();
  try {
    return await Promise.race([working, aborted]);
  } finally {
    signal.removeEventListener("abort", abort);
    // The loser may still fail; without a handler that would be an unhandled rejection.
    working.catch(() => undefined);
    aborted.catch(() => undefined);
  }
}
