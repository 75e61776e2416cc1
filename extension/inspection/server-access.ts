import type { Cluster, Redis } from "ioredis";
import type pg from "pg";
import { isAbort, LabError } from "../common/lab-error.ts";
import { close, connectToPostgres, isRefusal } from "../stack/connections/postgres.ts";
import { connectToRedis } from "../stack/connections/redis.ts";
import { refusedBy } from "../stack/engines/attach/refusals.ts";
import { nameOfServer } from "../stack/engines/attach/server-urls.ts";
import { stackError, stackGone } from "../stack/errors.ts";
import type { Endpoints, ServiceName, Stack } from "../stack/stack.ts";
import { inspectionError } from "./errors.ts";
import { orAbort } from "./or-abort.ts";
import type { OwnAppClient } from "./own-app/own-app.ts";
import { ownAppAt } from "./own-app/own-apps.ts";

/** How long one query may take, milliseconds. */
const statementTimeout = 10_000;

/** `down` is read at each look. */
export type Looked = Pick<Stack, "endpoints" | "down" | "engine">;

/**
 * The way to the servers for one look. Each has a superuser's connection of its own: there is always one, because some
 * are reserved. Between looks it must not stay open, or it would take one of those that a plain role can have.
 */
export class ServerAccess {
  readonly #stack: Looked;
  /** Ends each look, whatever it waits for. */
  readonly signal: AbortSignal;

  constructor(stack: Looked, signal = new AbortController().signal) {
    this.#stack = stack;
    this.signal = signal;
  }

  until(signal: AbortSignal): ServerAccess {
    return new ServerAccess(this.#stack, signal);
  }

  /** The servers are not the lab's. */
  get isAttached(): boolean {
    return this.#stack.engine === "attach";
  }

  /** The app, where it is not ours. */
  get own(): OwnAppClient | undefined {
    return ownAppAt(this.#stack.endpoints.app);
  }

  /** A failure while any server is down is put down to that: the app may need servers that are not known here. */
  async from<T>(needed: ServiceName, look: (endpoints: Endpoints) => Promise<T>): Promise<T> {
    const { endpoints, down } = this.#stack;
    if (down.includes(needed)) throw stackError("service-down", { service: needed });
    try {
      return await orAbort(look(endpoints), this.signal);
    } catch (error) {
      this.signal.throwIfAborted();
      const [dead] = this.#stack.down;
      if (dead !== undefined && !isAbort(error)) throw stackError("service-down", { service: dead });
      throw this.#named(needed, error);
    }
  }

  /** No start brings back a server that the lab has not started, so the error says which one does not answer. */
  #named(server: ServiceName, error: unknown): unknown {
    const isGone = error instanceof LabError && error.code === "stack-gone";
    if (!this.isAttached || !isGone || (server !== "postgres" && server !== "redis")) return error;
    return refusedBy(server, nameOfServer(server, this.#stack.endpoints[server]), error.cause);
  }

  query<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
    return this.asAdmin(async (client) => (await client.query<Row>(text, values)).rows);
  }

  /** @param signal ends the connection at once */
  inRedis<T>(
    look: (client: Redis | Cluster) => Promise<T>,
    signal?: AbortSignal,
    within = statementTimeout,
  ): Promise<T> {
    return this.from("redis", async ({ redis }) => {
      const late = AbortSignal.timeout(within);
      const ended = signal ? AbortSignal.any([signal, late]) : late;
      let client: Redis | Cluster | undefined;
      const end = () => client?.disconnect();
      ended.addEventListener("abort", end);
      try {
        client = await connectToRedis(redis, ended);
        return await look(client);
      } catch (error) {
        signal?.throwIfAborted();
        throw ended.aborted ? stackGone(error) : error;
      } finally {
        ended.removeEventListener("abort", end);
        end();
      }
    });
  }

  asAdmin<T>(look: (client: pg.Client) => Promise<T>): Promise<T> {
    return this.from("postgres", async ({ postgres }) => {
      const client = await connectToPostgres(postgres, "inspection", statementTimeout);
      try {
        return await look(client);
      } catch (error) {
        if (!isRefusal(error)) throw stackGone(error);
        const { code = "?", message } = error;
        throw inspectionError("inspection-refused", { code, message });
      } finally {
        await close(client);
      }
    });
  }
}
