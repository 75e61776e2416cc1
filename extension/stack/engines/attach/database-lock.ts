import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { close } from "../../connections/postgres.ts";
import { attachError } from "./errors.ts";
import { connect } from "./postgres.ts";
import type { PostgresAddress } from "./server-urls.ts";

/** "Surge" in ASCII: a number that other users of the server will hardly choose. */
const key = 0x53_75_72_67_65;
const again = 1_000;

/**
 * Keeps a second lab out of the database while this one is at work: they would count each other's hits.
 * The lock belongs to one connection, so it ends with this process in any case. It writes nothing.
 */
export class DatabaseLock {
  /** Resolves when the connection was lost and another lab had the lock before we had it back. */
  readonly lost: Promise<Error>;
  readonly #address: PostgresAddress;
  readonly #lost = Promise.withResolvers<Error>();
  #client: pg.Client;
  readonly #released = new AbortController();

  private constructor(address: PostgresAddress, client: pg.Client) {
    this.#address = address;
    this.#client = client;
    this.lost = this.#lost.promise;
    this.#watch();
  }

  /** @throws LabError `database-in-use` */
  static async take(address: PostgresAddress, signal: AbortSignal): Promise<DatabaseLock> {
    return new DatabaseLock(address, await lockedClient(address, signal));
  }

  async release(): Promise<void> {
    this.#released.abort();
    await close(this.#client);
  }

  #watch(): void {
    this.#client.once("end", () => void this.#retake());
  }

  /** A server that is down cannot be used by another lab either. */
  async #retake(): Promise<void> {
    const { signal } = this.#released;
    while (!signal.aborted) {
      await sleep(again, undefined, { ref: false });
      try {
        this.#client = await lockedClient(this.#address, signal);
        return this.#watch();
      } catch (error) {
        if (isBusy(error)) return this.#lost.resolve(error);
      }
    }
  }
}

async function lockedClient(address: PostgresAddress, signal: AbortSignal): Promise<pg.Client> {
  const client = await connect(address, signal);
  try {
    const { rows } = await client.query<{ taken: boolean }>("SELECT pg_try_advisory_lock($1) AS taken", [
      key,
    ]);
    if (!rows[0]?.taken) throw attachError("database-in-use", { database: address.name });
    return client;
  } catch (error) {
    await close(client);
    throw error;
  }
}

function isBusy(error: unknown): error is Error {
  return error instanceof Error && "code" in error && error.code === "database-in-use";
}
