import { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { close } from "../../connections/postgres.ts";
import { attachError } from "./errors.ts";
import { connect, unlessAborted } from "./postgres.ts";
import type { PostgresAddress } from "./server-urls.ts";

/** "Surge" in ASCII: a number that other users of the server will hardly choose. */
const key = 0x53_75_72_67_65;
const again = 1_000;

/**
 * A connection that ended while the network was cut keeps its lock until the server notices: by default after two hours,
 * so here it looks every two seconds. It gives up only where it has heard nothing for some minutes.
 */
const noticeLoss =
  "SET tcp_keepalives_idle = 2; SET tcp_keepalives_interval = 2; SET tcp_keepalives_count = 120";
/** Long enough for the server to notice that the connection before this one is gone. Milliseconds. */
const patience = 4_000;

/**
 * Keeps a second lab out of the database while this one is at work: they would count each other's hits.
 * The lock belongs to one connection, so it ends with this process in any case. It writes nothing.
 */
export class DatabaseLock {
  /** Resolves when the connection was lost and another lab had the lock before we had it back. */
  readonly lost: Promise<Error>;
  readonly #address: PostgresAddress;
  readonly #lost = Promise.withResolvers<Error>();
  #locked: Locked;
  readonly #released = new AbortController();

  private constructor(address: PostgresAddress, locked: Locked) {
    this.#address = address;
    this.#locked = locked;
    this.lost = this.#lost.promise;
    this.#watch();
  }

  /** @throws LabError `database-in-use` */
  static async take(address: PostgresAddress, signal: AbortSignal): Promise<DatabaseLock> {
    return new DatabaseLock(address, await lock(address, signal));
  }

  async release(): Promise<void> {
    this.#released.abort();
    await end(this.#locked);
  }

  #watch(): void {
    this.#locked.client.once("end", () => void this.#retake());
  }

  /** A server that is down cannot be used by another lab either. */
  async #retake(): Promise<void> {
    const { signal } = this.#released;
    while (!signal.aborted) {
      await sleep(again, undefined, { ref: false });
      try {
        this.#locked = await lock(this.#address, signal);
        return this.#watch();
      } catch (error) {
        if (isBusy(error)) return this.#lost.resolve(error);
      }
    }
  }
}

interface Locked {
  readonly client: pg.Client;
  readonly socket: Socket;
}

async function lock(address: PostgresAddress, signal: AbortSignal): Promise<Locked> {
  const socket = new Socket();
  const client = await connect(address, signal, socket);
  try {
    const statements = `${noticeLoss}; SET lock_timeout = ${patience}; SELECT pg_advisory_lock(${key})`;
    await unlessAborted(client.query(statements), signal);
    return { client, socket };
  } catch (error) {
    await end({ client, socket });
    signal.throwIfAborted();
    throw isHeld(error) ? attachError("database-in-use", { database: address.name }) : error;
  }
}

/** A server that cannot be told of the end now is told as soon as it looks, and not when this system tells it again. */
async function end({ client, socket }: Locked): Promise<void> {
  await close(client);
  if (!socket.destroyed) socket.resetAndDestroy();
}

function isHeld(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === "55P03";
}

function isBusy(error: unknown): error is Error {
  return error instanceof Error && "code" in error && error.code === "database-in-use";
}
