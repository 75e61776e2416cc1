// What a strategy uses of the package pg, for an editor in whose folder it is not installed.
declare module "pg" {
  namespace pg {
    export interface QueryResult {
      // biome-ignore lint/suspicious/noExplicitAny: only the statement says what its rows hold
      rows: any[];
      /** How many rows the statement has read or changed. */
      rowCount: number | null;
    }

    interface Queryable {
      /**
       * Sends one statement to PostgreSQL. `$1`, `$2` … in it stand for the values, which never become part of the text.
       * A `bigint`, and so the result of `count(*)`, comes as a text: take `Number(…)`.
       */
      query(text: string, values?: readonly unknown[]): Promise<QueryResult>;
    }

    export interface ClientBase extends Queryable {
      on(event: "error", listener: (error: Error) => void): this;
    }

    /** A connection that is borrowed from the pool. */
    export interface PoolClient extends ClientBase {
      /** Gives the connection back; with `true` it is closed, because nothing is known of its state. */
      release(close?: boolean | Error): void;
    }

    interface Settings {
      connectionString?: string;
      application_name?: string;
      connectionTimeoutMillis?: number;
      statement_timeout?: number | false;
      query_timeout?: number;
      idle_in_transaction_session_timeout?: number;
      idleTimeoutMillis?: number;
      max?: number;
    }

    /** Keeps connections open and lends them out; who finds none waits. Each `query` may use another connection. */
    export class Pool implements Queryable {
      constructor(settings?: Settings);
      query(text: string, values?: readonly unknown[]): Promise<QueryResult>;
      /** Borrows a connection: a transaction needs one and the same for all its statements. Give it back with `release`. */
      connect(): Promise<PoolClient>;
      on(event: "error", listener: (error: Error) => void): this;
      on(event: "connect", listener: (client: PoolClient) => void): this;
      /** How many connections are open, unused, and waited for. */
      readonly totalCount: number;
      readonly idleCount: number;
      readonly waitingCount: number;
      end(): Promise<void>;
    }

    /** One connection, without a pool. */
    export class Client implements ClientBase {
      constructor(settings?: Settings);
      connect(): Promise<void>;
      query(text: string, values?: readonly unknown[]): Promise<QueryResult>;
      on(event: "error", listener: (error: Error) => void): this;
      end(): Promise<void>;
    }

    /** PostgreSQL's own answer that a statement has failed. */
    export class DatabaseError extends Error {
      /** The SQLSTATE: `23505` for a key that is there already, `40001` for a transaction that may be tried again. */
      readonly code: string | undefined;
      readonly detail: string | undefined;
      readonly constraint: string | undefined;
    }
  }
  export default pg;
  export import Client = pg.Client;
  export import DatabaseError = pg.DatabaseError;
  export import Pool = pg.Pool;
  export import PoolClient = pg.PoolClient;
  export import QueryResult = pg.QueryResult;
}
